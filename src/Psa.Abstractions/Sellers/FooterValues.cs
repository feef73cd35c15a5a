namespace Psa.Sellers;

/// <summary>What stands for the placeholders of a footer.</summary>
internal sealed record FooterValues
{
    /// <summary>Gets what stands for <c>[INVOICE_NUMBER]</c>; empty on drafts.</summary>
    public string InvoiceNumber { get; init; } = string.Empty;

    /// <summary>Gets what stands for <c>[INVOICE_DUE_DAYS]</c>: days from the invoice's date to its due date.</summary>
    public int InvoiceDueDays { get; init; }

    /// <summary>Gets what stands for <c>[BANK_ACCOUNT_NUMBER]</c>.</summary>
    public string BankAccountNumber { get; init; } = string.Empty;

    /// <summary>Gets what stands for <c>[CUSTOMER_NAME]</c>.</summary>
    public string CustomerName { get; init; } = string.Empty;

    /// <summary>Gets what stands for <c>[VAT_NUMBER]</c>: the seller's.</summary>
    public string VatNumber { get; init; } = string.Empty;
}

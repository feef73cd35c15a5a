using NodaTime;
using Psa.Documents;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>
/// An issued document as bookkeeping takes it. The lines, charges of the document among them, add up to it: Σ (net − discount) is the total without tax, Σ taxes the tax. Amounts of
/// credit notes are positive and to be subtracted, as on the document.
/// </summary>
public sealed record ExportedDocument
{
    /// <summary>Gets the document.</summary>
    public required Id<Invoice> Document { get; init; }

    /// <summary>Gets whether it is an invoice or a credit note.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Gets its number.</summary>
    public required string Number { get; init; }

    /// <summary>Gets which of the tenant's companies issued it.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the number (debtor code) of who is billed.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Gets the name of who is billed, as it stands on the document.</summary>
    public required string CustomerName { get; init; }

    /// <summary>Gets the VAT or sales-tax number of who is billed, as it stands on the document.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Gets its date.</summary>
    public required LocalDate IssueDate { get; init; }

    /// <summary>Gets the day by which it is to be paid.</summary>
    public required LocalDate DueDate { get; init; }

    /// <summary>Gets the numbers of the invoices that a credit note credits or corrects.</summary>
    public ValueList<string> Credits { get; init; }

    /// <summary>Gets the total without tax.</summary>
    public required Money TotalWithoutTax { get; init; }

    /// <summary>Gets the tax.</summary>
    public required Money TaxTotal { get; init; }

    /// <summary>Gets what rounding to the seller's payable step adds.</summary>
    public required Money PayableRounding { get; init; }

    /// <summary>Gets what it comes to: with tax and payable rounding.</summary>
    public required Money Total { get; init; }

    /// <summary>Gets the lines with an amount, then the charges of the document.</summary>
    public required ValueList<ExportedLine> Lines { get; init; }

    /// <summary>Gets the tax groups, as they stand on the document.</summary>
    public required ValueList<TaxGroup> TaxGroups { get; init; }
}

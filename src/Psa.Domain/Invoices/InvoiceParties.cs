using NodaTime;
using Psa.Customers;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>What a document shows of seller and buyer (R-DOCUMENT): a draft what is stored now, an issued one what was when it was issued.</summary>
internal static class InvoiceParties
{
    /// <summary>Lets a document show its parties, and its footer with all placeholders filled in.</summary>
    /// <param name="document">A draft, or a document that is being issued and has its number.</param>
    /// <param name="entity">The seller as it is stored.</param>
    /// <param name="payer">Who is billed, as it is stored; the buyer stays when it can't be read, or when its billing information was taken from the store.</param>
    /// <returns>The document.</returns>
    public static Invoice Showing(this Invoice document, BillingEntity entity, Customer? payer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(entity);
        var buyer = document.BuyerNow(payer);
        return document with { Seller = entity.ToParty(), Buyer = buyer, Footer = entity.FooterOf(document.Kind, document.Number, document.IssueDate, document.DueDate, buyer) };
    }

    /// <summary>Gives the buyer as it is stored now, or as the document has it.</summary>
    internal static Party BuyerNow(this Invoice document, Customer? payer) =>
        payer?.BillingInformation is { } information && information.IsComplete() ? payer.ToParty(information) : document.Buyer;

    /// <summary>Gives the seller's footer of a document with all placeholders filled in; <see langword="null"/> for none.</summary>
    internal static string? FooterOf(this BillingEntity entity, InvoiceKind kind, string? number, LocalDate issueDate, LocalDate dueDate, Party buyer)
    {
        var footer = kind == InvoiceKind.CreditNote ? entity.CreditNoteFooter : entity.InvoiceFooter;
        return footer.Length == 0 ? null : Footers.Render(footer, new()
        {
            InvoiceNumber = number ?? string.Empty,
            InvoiceDueDays = Period.DaysBetween(issueDate, dueDate),
            BankAccountNumber = entity.BankAccount,
            CustomerName = buyer.Name,
            VatNumber = entity.VatNumber,
        });
    }
}

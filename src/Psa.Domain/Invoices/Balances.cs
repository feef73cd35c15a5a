using static Psa.Invoices.InvoiceStatus;

namespace Psa.Invoices;

/// <summary>What became of issued documents, from the sums of what was credited and settled (R-OPEN).</summary>
internal static class Balances
{
    /// <summary>Gives the id of a document's balance: each has one, so whoever changes it first and second meet.</summary>
    public static Id<InvoiceBalance> IdOf(TenantId tenant, Id<Invoice> document) => DerivedId.Create<InvoiceBalance>(tenant, "invoice balance", document.ToString());

    /// <summary>Gives the balance of an issued document to which nothing happened yet.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The balance: nothing is credited or settled.</returns>
    /// <exception cref="ArgumentException">It isn't issued: drafts and what was deleted ask for nothing.</exception>
    public static InvoiceBalance Of(Invoice document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Status == Draft || document.Status == Deleted)
        {
            throw new ArgumentException($"The document is {document.Status.Name}: only what is issued has a balance.", nameof(document));
        }

        var none = Money.Zero(document.Currency);
        return WithStatus(new()
        {
            Id = IdOf(document.Tenant, document.Id),
            Tenant = document.Tenant,
            Invoice = document.Id,
            Kind = document.Kind,
            Customer = document.Customer,
            BillingEntity = document.BillingEntity,
            Status = Issued,
            Total = document.Totals.TotalWithTax + document.Totals.PayableRounding,
            Credited = none,
            Settled = none,
            Paid = none,
            Drafted = none,
        });
    }

    /// <summary>Gives a balance the status that follows from its sums. There are steps back.</summary>
    /// <param name="balance">The balance.</param>
    /// <returns>
    /// An invoice is Paid when it comes to nothing, else Credited when all of it is credited, else Paid when nothing is left to be paid, else PartiallyPaid when something is settled, else Issued.
    /// A credit note is Settled when nothing is left of it, else SettledInPart when something is settled, else Issued.
    /// </returns>
    public static InvoiceBalance WithStatus(this InvoiceBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        var status = balance.Kind == InvoiceKind.CreditNote ? OfCreditNote(balance) : OfInvoice(balance);
        return status == balance.Status ? balance : balance with { Status = status };
    }

    private static InvoiceStatus OfInvoice(InvoiceBalance balance) =>
        balance.Total.IsZero ? Paid
        : balance.Credited == balance.Total ? Credited
        : balance.Left.Sign <= 0 ? Paid
        : balance.Settled.Sign > 0 ? PartiallyPaid
        : Issued;

    private static InvoiceStatus OfCreditNote(InvoiceBalance balance) =>
        balance.Left.Sign <= 0 ? Settled
        : balance.Settled.Sign > 0 ? SettledInPart
        : Issued;
}

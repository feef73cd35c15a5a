using Psa.Documents;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>Credit that pays an invoice when it is issued (R-CUSTOMER-CREDIT, R-PAYABLE).</summary>
internal static class Prepayments
{
    /// <summary>Gives how much of a payer's credit an invoice takes: all it comes to with tax, as far as there is credit. Credit notes take none.</summary>
    public static Money Of(Invoice invoice, Money credit)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var total = invoice.Totals.TotalWithTax;
        return invoice.Kind != InvoiceKind.Invoice || total.Sign <= 0 || credit.Sign <= 0 ? Money.Zero(invoice.Currency) : credit < total ? credit : total;
    }

    /// <summary>Gives an invoice that is being issued with what is prepaid; what is left is rounded to the seller's step.</summary>
    public static Invoice WithPrepaid(this Invoice invoice, Money prepaid, Money? step)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return prepaid.IsZero ? invoice : invoice with { Totals = invoice.Totals.WithPrepaid(prepaid, step) };
    }

    /// <summary>Gives the key of the entries that issuing a document makes.</summary>
    public static string KeyOf(Id<Invoice> invoice) => $"{PaymentChecks.OwnKeys}issue:{invoice}";
}

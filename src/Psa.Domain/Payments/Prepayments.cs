using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Payments;

/// <summary>Credit that pays an invoice when it is issued (R-CUSTOMER-CREDIT, R-PAYABLE).</summary>
internal static class Prepayments
{
    /// <summary>
    /// Gives how much of each of a payer's credits an invoice takes, in their order: those that are bound to orders up to what it bills of these, free credit up to all that is left, and all of them
    /// together at most what it comes to with tax. Credit notes take none.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="credits">The credits, bound ones first.</param>
    /// <param name="billed">What the invoice bills of orders, with tax.</param>
    public static Money[] Of(Invoice invoice, IReadOnlyList<CustomerCredit> credits, Dictionary<Id<Order>, Money> billed)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var (zero, left) = (Money.Zero(invoice.Currency), invoice.Kind == InvoiceKind.Invoice ? invoice.Totals.TotalWithTax : Money.Zero(invoice.Currency));
        var taken = new Money[credits.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            var most = credits[i].Order is not { } order ? left : billed.TryGetValue(order, out var ofOrder) ? Money.Min(ofOrder, left) : zero;
            taken[i] = Money.Min(credits[i].Balance, most) is { Sign: > 0 } some ? some : zero;
            left -= taken[i];
        }

        return taken;
    }

    /// <summary>Gives what an invoice bills of orders, with tax: all it comes to where it bills nothing else, else what its lines come to.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="orders">The orders of its sales items that bill something of one.</param>
    public static Dictionary<Id<Order>, Money> BilledOf(Invoice invoice, IReadOnlyDictionary<Id<SalesItem>, Id<Order>> orders)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var (billed, next, isAll, last) = (new Dictionary<Id<Order>, Money>(), 0, true, default(Id<Order>));
        foreach (var item in invoice.Items)
        {
            var isOfOrder = orders.TryGetValue(item.Item, out var order);
            isAll &= isOfOrder;
            last = isOfOrder ? order : last;
            for (var end = next + item.Lines; next < end; next++)
            {
                if (isOfOrder)
                {
                    billed[order] = billed.GetValueOrDefault(order, Money.Zero(invoice.Currency)) + invoice.Totals.Lines[next].Total;
                }
            }
        }

        return isAll && billed.Count == 1 ? new() { [last] = invoice.Totals.TotalWithTax } : billed;
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

using NodaTime;

namespace Psa.Invoices;

/// <summary>What of an issued invoice is due when (R-INSTALMENT).</summary>
internal static class Instalments
{
    /// <summary>Gives what is due on which days: what was prepaid on the document's own day, the rest by its terms. They sum up to what the document comes to.</summary>
    public static ValueList<DueAmount> Of(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var due = invoice.PaymentTerms.AmountsDue(invoice.IssueDate, invoice.Totals.Payable);
        return invoice.Totals.Prepaid is { } prepaid ? [new(invoice.IssueDate, prepaid), .. due] : due;
    }

    /// <summary>Gives what is open of each amount that is due: what is credited or settled counts against the oldest first.</summary>
    /// <returns>The amounts of which something is open, in the order of their due dates: they sum up to what is open.</returns>
    public static ValueList<DueAmount> OpenOf(Invoice invoice, InvoiceBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        var (gone, open) = (balance.Credited + balance.Settled, new List<DueAmount>());
        if (gone.Sign < 0)
        {
            // a reversal may leave more open than the document comes to: that waits for no due date
            open.Add(new(invoice.IssueDate, -gone));
            gone = Money.Zero(gone.Currency);
        }

        foreach (var due in Of(invoice))
        {
            var left = due.Amount - gone;
            if (left.Sign > 0)
            {
                open.Add(due with { Amount = left });
            }

            gone = left.Sign > 0 ? Money.Zero(invoice.Currency) : -left;
        }

        return open.ToValueList();
    }

    /// <summary>Gives what is overdue on a day: what was due before it and is open.</summary>
    public static Money OverdueOn(Invoice invoice, InvoiceBalance balance, LocalDate day)
    {
        var overdue = Money.Zero(balance.Total.Currency);
        foreach (var due in OpenOf(invoice, balance))
        {
            overdue += due.DueDate < day ? due.Amount : Money.Zero(balance.Total.Currency);
        }

        return overdue;
    }
}

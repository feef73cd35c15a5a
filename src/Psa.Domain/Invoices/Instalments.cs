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
        return OpenOf(Of(invoice), balance.Credited + balance.Settled, invoice.IssueDate);
    }

    /// <summary>Gives what is open of each amount that is due, as <see cref="OpenOf(Invoice, InvoiceBalance)"/> does.</summary>
    /// <param name="amounts">What is due when, the oldest first.</param>
    /// <param name="gone">What is credited and settled.</param>
    /// <param name="date">The document's date.</param>
    public static ValueList<DueAmount> OpenOf(ValueList<DueAmount> amounts, Money gone, LocalDate date)
    {
        var open = new List<DueAmount>(amounts.Count);
        if (gone.Sign < 0)
        {
            // a reversal may leave more open than the document comes to: that waits for no due date
            open.Add(new(date, -gone));
            gone = Money.Zero(gone.Currency);
        }

        foreach (var due in amounts)
        {
            var left = due.Amount - gone;
            if (left.Sign > 0)
            {
                open.Add(due with { Amount = left });
            }

            gone = left.Sign > 0 ? Money.Zero(gone.Currency) : -left;
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

using Psa.Invoices;

namespace Psa.Payments;

/// <summary>The discount for paying early (R-EARLY). It follows what it hangs on: what is paid in time, and what is credited.</summary>
internal static class EarlyPayment
{
    private const decimal Millionths = 1_000_000m;
    private const long AllMillionths = 100_000_000;

    /// <summary>Gives the discount of what is left of a document: p % of total − credited, rounded as the document's amounts are.</summary>
    public static Money DiscountOf(Invoice invoice, InvoiceBalance balance) =>
        (balance.Total - balance.Credited).Scale((long)(invoice.PaymentTerms.EarlyDiscount.Value * Millionths), AllMillionths, invoice.Rounding);

    /// <summary>Tells whether what was paid up to the last discount day is enough for the discount.</summary>
    public static bool IsDue(Invoice invoice, InvoiceBalance balance, IReadOnlyList<PaymentEntry> entries)
    {
        var inTime = PaidInTime(invoice, entries);
        return inTime.Sign > 0 && inTime >= balance.Total - balance.Credited - DiscountOf(invoice, balance);
    }

    /// <summary>Gives what is taken of the discount.</summary>
    public static Money TakenOf(Invoice invoice, IReadOnlyList<PaymentEntry> entries)
    {
        var taken = Money.Zero(invoice.Currency);
        foreach (var entry in entries)
        {
            taken += entry.Kind == PaymentKind.EarlyPaymentDiscount ? entry.Amount : Money.Zero(invoice.Currency);
        }

        return taken;
    }

    /// <summary>
    /// Gives by what the discount of a document changes, after a payment, a reversal or a credit note: it is taken when it becomes due, at most up to what is open, taken back when it isn't due any
    /// more, and lowered by a later credit to what that leaves of it.
    /// </summary>
    /// <param name="invoice">The document.</param>
    /// <param name="balance">Its balance, the entries and the new credit counted.</param>
    /// <param name="entries">All its entries.</param>
    /// <returns>The amount of the entry to be made, of either sign; zero for none.</returns>
    public static Money ChangeOf(Invoice invoice, InvoiceBalance balance, IReadOnlyList<PaymentEntry> entries)
    {
        var zero = Money.Zero(invoice.Currency);
        if (invoice.PaymentTerms.LastDiscountDay(invoice.IssueDate) is null || invoice.Kind == InvoiceKind.CreditNote)
        {
            return zero;
        }

        var taken = TakenOf(invoice, entries);
        if (!IsDue(invoice, balance, entries))
        {
            return -taken;
        }

        // never more than is open without it; what was taken before a credit stays, as far as the credit leaves it
        var needed = balance.Left + taken;
        return Money.Min(DiscountOf(invoice, balance), needed > taken ? needed : taken) - taken;
    }

    /// <summary>Gives an amount of the discount by what is taxed alike: by largest remainders over what is left of each with tax; in each, tax = round(gross × r ÷ (100 + r)).</summary>
    /// <param name="invoice">The document.</param>
    /// <param name="balance">Its balance.</param>
    /// <param name="amount">The amount, of either sign.</param>
    /// <returns>The amounts in the order of the document's lines and charges; none when nothing is left of the document.</returns>
    public static ValueList<DiscountedTax> ByTax(Invoice invoice, InvoiceBalance balance, Money amount) => DiscountedTaxes.Of(invoice, balance, amount);

    // what is taken back of a payment counts whenever that is: it wasn't paid in time
    private static Money PaidInTime(Invoice invoice, IReadOnlyList<PaymentEntry> entries)
    {
        var (sum, lastDay, inTime) = (Money.Zero(invoice.Currency), invoice.PaymentTerms.LastDiscountDay(invoice.IssueDate), new HashSet<Id<PaymentEntry>>());
        foreach (var entry in entries)
        {
            if (entry.Kind is PaymentKind.Payment or PaymentKind.CreditIn or PaymentKind.Offset && entry.Date <= lastDay)
            {
                inTime.Add(entry.Id);
                sum += entry.Amount;
            }
        }

        foreach (var entry in entries)
        {
            if (entry.Kind is PaymentKind.Reversal or PaymentKind.CreditOut && entry.Of is { } of && inTime.Contains(of))
            {
                sum -= entry.Amount;
            }
        }

        return sum;
    }
}

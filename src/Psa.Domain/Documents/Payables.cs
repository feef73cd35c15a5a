namespace Psa.Documents;

/// <summary>What of a document is to be paid (R-PAYABLE).</summary>
internal static class Payables
{
    /// <summary>Gives what rounding to a step adds to an amount: to the nearest step, half away from zero.</summary>
    /// <param name="due">What is due.</param>
    /// <param name="step">The step, above zero; <see langword="null"/> for the minor unit.</param>
    /// <exception cref="CurrencyMismatchException">The step is of another currency.</exception>
    public static Money RoundingOf(Money due, Money? step)
    {
        var zero = Money.Zero(due.Currency);
        if (step is null)
        {
            return zero;
        }

        // adding zero of the document's currency refuses another
        var units = (zero + step.Value).MinorUnits;
        return due.Scale(1, units, Rounding.HalfUp).Scale(units, 1, Rounding.HalfUp) - due;
    }

    /// <summary>Gives totals of which a part is paid before: what is left is rounded to the step.</summary>
    /// <param name="totals">The totals, of which nothing is prepaid yet.</param>
    /// <param name="prepaid">How much, at most the total with tax; of zero the totals stay as they are.</param>
    /// <param name="step">The seller's payable step, or <see langword="null"/>.</param>
    public static DocumentTotals WithPrepaid(this DocumentTotals totals, Money prepaid, Money? step)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return prepaid.IsZero ? totals : totals with { Prepaid = prepaid, PayableRounding = RoundingOf(totals.TotalWithTax - prepaid, step) };
    }
}

namespace Psa.Invoices;

/// <summary>The tax of a series of credit notes (R-CN-TAX).</summary>
internal static class CreditTaxSeries
{
    private const long Whole = 100_000_000;

    /// <summary>
    /// Gives the tax of a credit note in a tax group. It is rounded by itself, then moved as little as needed so that what is credited of the group so far stays within one minor unit of the tax of its sum,
    /// is never negative and never more than was billed; what credits the rest of the group takes the rest of its tax.
    /// </summary>
    /// <param name="rate">The rate.</param>
    /// <param name="isInclusive">Whether the amounts hold the tax.</param>
    /// <param name="rounding">How the invoice rounds.</param>
    /// <param name="billed">What was billed, and the tax on it or in it.</param>
    /// <param name="before">What is credited so far, and its tax.</param>
    /// <param name="amount">What is credited now.</param>
    /// <param name="own">The tax of the amount by itself, where it was taken out of an amount with tax; <see langword="null"/> to compute it.</param>
    /// <returns>The tax, of the sign of the amount but where it is the rest.</returns>
    [Pure]
    internal static Money Next(
        Percent rate, bool isInclusive, Rounding rounding, (Money Amount, Money Tax) billed, (Money Amount, Money Tax) before, Money amount, Money? own = null)
    {
        var after = before.Amount + amount;
        if (after == billed.Amount)
        {
            return billed.Tax - before.Tax;
        }

        var zero = Money.Zero(amount.Currency);
        if (amount.IsZero)
        {
            return zero;
        }

        var unit = Money.FromMinorUnits(1, amount.Currency);
        var ofSum = TaxOf(after);
        var (least, most) = (ofSum - unit, ofSum + unit);
        if (Between(after, zero, billed.Amount))
        {
            (least, most) = (Money.Max(least, Money.Min(zero, billed.Tax)), Money.Min(most, Money.Max(zero, billed.Tax)));
        }

        var tax = Money.Min(Money.Max(before.Tax + (own ?? TaxOf(amount)), least), most) - before.Tax;
        return tax.Sign * amount.Sign < 0 ? zero : tax;

        Money TaxOf(Money of)
        {
            var millionths = (long)(rate.Value * 1_000_000m);
            return of.Scale(millionths, Whole + (isInclusive ? millionths : 0L), rounding);
        }
    }

    /// <summary>
    /// Splits the tax of a code with several components, taken out of prices with tax, over them: by what is credited of each so far, none of another sign than the tax,
    /// nor beyond what is left of it.
    /// </summary>
    /// <param name="tax">The tax of all components.</param>
    /// <param name="rates">Their rates.</param>
    /// <param name="before">What is credited of each so far.</param>
    /// <param name="billed">What was billed of each.</param>
    /// <returns>The parts, which sum to the tax.</returns>
    [Pure]
    internal static Money[] Split(Money tax, ReadOnlySpan<Percent> rates, ReadOnlySpan<Money> before, ReadOnlySpan<Money> billed)
    {
        if (rates.Length == 1)
        {
            return [tax];
        }

        var (weights, upTo) = (new long[rates.Length], tax);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (long)(rates[i].Value * 1_000_000m);
            upTo += before[i];
        }

        var parts = upTo.Allocate(weights);
        var rest = tax;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Within(parts[i] - before[i], billed[i] - before[i]);
            rest -= parts[i];
        }

        // what bounds left over goes where there is room
        for (var i = 0; i < parts.Length; i++)
        {
            var room = Within(parts[i] + rest, billed[i] - before[i]) - parts[i];
            (parts[i], rest) = (parts[i] + room, rest - room);
        }

        parts[0] += rest;
        return parts;

        // a tax that is charged back has no bound but its sign
        Money Within(Money part, Money left)
        {
            var zero = Money.Zero(tax.Currency);
            return part.Sign * tax.Sign <= 0 ? zero
                : left.Sign * tax.Sign < 0 ? part
                : part.Abs() <= left.Abs() ? part
                : left;
        }
    }

    private static bool Between(Money amount, Money one, Money other) => amount >= Money.Min(one, other) && amount <= Money.Max(one, other);
}

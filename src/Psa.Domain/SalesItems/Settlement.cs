namespace Psa.SalesItems;

/// <summary>
/// The one law by which every source is billed: what is expected, less what was billed, is the next item, and what users decided about items stands for as long as what it was about (R-DECIDED).
/// </summary>
internal static class Settlement
{
    /// <summary>Gives the next item of a source's charge for a period.</summary>
    /// <param name="items">All items it ever had, by ordinal.</param>
    /// <param name="expected">What the facts known now come to.</param>
    /// <remarks>What was credited and is charged again is expected beside what the facts come to, for as long as the item that billed it first counts.</remarks>
    /// <returns>What is computed, and the net that a document bills; <see langword="null"/> when nothing is left to bill or give back.</returns>
    internal static (Money Computed, Money Net)? Next(IReadOnlyList<SalesItem> items, Money expected)
    {
        var (billed, borne) = (Money.Zero(expected.Currency), Money.Zero(expected.Currency));
        foreach (var item in items)
        {
            if (!item.Released)
            {
                (billed, borne) = (billed + item.Computed, borne + item.Borne());
                expected = item.ChargedAgain is { } again ? expected + again : expected;
            }
        }

        var (computed, net) = (expected - billed, Target(items, expected) - borne);
        return computed.IsZero && net.IsZero ? null : (computed, net);
    }

    /// <summary>Tells whether anything that was credited of items that count is charged again.</summary>
    internal static bool IsChargedAgain(IEnumerable<SalesItem> items)
    {
        foreach (var item in items)
        {
            if (item is { Released: false, ChargedAgain: not null })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives what the customer is to bear of the period: what is expected, less what users waived of it and still counts.</summary>
    /// <param name="items">All items it ever had, by ordinal.</param>
    /// <param name="expected">What the facts known now come to.</param>
    /// <param name="waived">Hears what each item's waiver took off, or <see langword="null"/>.</param>
    /// <returns>The target: never past zero, seen from what is expected.</returns>
    internal static Money Target(IReadOnlyList<SalesItem> items, Money expected, List<(SalesItem Item, Money Amount)>? waived = null)
    {
        var (target, before) = (expected, Money.Zero(expected.Currency));
        foreach (var item in items)
        {
            if (item.Released)
            {
                continue;
            }

            var after = before + item.Computed;
            if (!expected.IsZero || after.IsZero)
            {
                var left = Less(target, item.WaivedOf(before, expected), expected.Sign);
                waived?.Add((item, target - left));
                target = left;
            }

            before = after;
        }

        return target;
    }

    // seen from nothing there is no past: then the decisions of those who refused or reduced what was given back stand
    private static Money Less(Money target, Money waived, int sign) =>
        target - waived is var left && left.Sign * sign < 0 ? Money.Zero(left.Currency) : left;
}

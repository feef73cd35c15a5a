namespace Psa.SalesItems;

/// <summary>
/// The one law by which every source is billed: what is expected, less what was billed, is the next item, and what users decided about items stands for as long as what it was about (R-DECIDED).
/// </summary>
internal static class Settlement
{
    /// <summary>Gives the next item of a source's charge for a period.</summary>
    /// <param name="items">All items it ever had, by ordinal.</param>
    /// <param name="expected">What the facts known now come to.</param>
    /// <remarks>
    /// What was credited and is charged again is expected beside what the facts come to, for as long as the item that billed it first counts. What came back and items give back comes off what the customer is to bear
    /// instead: the steps of what was billed, by which decisions and credits count, stay as they are, whichever of them it was of. Decisions on the items that do so stand as long as that does.
    /// </remarks>
    /// <returns>What is computed, and the net that a document bills; <see langword="null"/> when nothing is left to bill or give back.</returns>
    internal static (Money Computed, Money Net)? Next(IReadOnlyList<SalesItem> items, Money expected)
    {
        var zero = Money.Zero(expected.Currency);
        var (billed, borne, again, back) = (zero, zero, zero, zero);
        foreach (var item in items)
        {
            if (!item.Released)
            {
                (billed, borne) = (billed + item.Computed, borne + item.Borne());
                (again, back) = (again + (item.ChargedAgain ?? zero), back + (item.GivenBack ?? zero));
            }
        }

        expected += again;
        var (computed, net) = (expected - back - billed, Target(items, expected, beside: (again, back)) - back - borne);
        return computed.IsZero && net.IsZero ? null : (computed, net);
    }

    /// <summary>Tells whether anything that was credited of items that count is charged again, or later items give back of them.</summary>
    internal static bool IsChargedAgain(IEnumerable<SalesItem> items)
    {
        foreach (var item in items)
        {
            if (!item.Released && (item.ChargedAgain ?? item.GivenBack) is not null)
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
    /// <param name="beside">What items charge again and give back of others, whatever the facts come to; nothing by default.</param>
    /// <returns>The target: never past zero, seen from what is expected.</returns>
    internal static Money Target(IReadOnlyList<SalesItem> items, Money expected, List<(SalesItem Item, Money Amount)>? waived = null, (Money Again, Money Back)? beside = null)
    {
        var (again, back) = beside ?? (Money.Zero(expected.Currency), Money.Zero(expected.Currency));
        var (target, before) = (expected, Money.Zero(expected.Currency));
        foreach (var item in items)
        {
            if (item.Released)
            {
                continue;
            }

            var (after, seen) = (before + item.Computed, expected);
            if (item.Computed.Sign < 0 && back.Sign > 0)
            {
                var own = Money.Min(-item.Computed, back);
                (back, seen) = (back - own, Money.Min(before, expected) - own);
            }
            else if (item is { SourceQuantity: 0m, Computed.Sign: > 0 })
            {
                var own = Money.Min(item.Computed, again);
                (again, seen) = (again - own, Money.Max(before + own, expected));
            }

            if (!expected.IsZero || after.IsZero)
            {
                var less = Less(target, item.WaivedOf(before, seen), expected.Sign);
                waived?.Add((item, target - less));
                target = less;
            }

            before = after;
        }

        return target;
    }

    // seen from nothing there is no past: then the decisions of those who refused or reduced what was given back stand
    private static Money Less(Money target, Money waived, int sign) =>
        target - waived is var left && left.Sign * sign < 0 ? Money.Zero(left.Currency) : left;
}

using NodaTime;

namespace Psa.Charges;

/// <summary>Turns additions and removals into the quantity that holds from each day on, ready to be priced and prorated.</summary>
public static class QuantityTimeline
{
    /// <summary>Sums the changes day by day.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="initial">How many units there are on it, before its own changes.</param>
    /// <param name="changes">The changes, in any order; those before <paramref name="from"/> count from then on.</param>
    /// <returns>The levels in the order of their days, the first on <paramref name="from"/>; days on which nothing changes have none.</returns>
    public static ValueList<QuantityLevel> Levels(LocalDate from, decimal initial, ReadOnlySpan<QuantityChange> changes)
    {
        var steps = new SortedDictionary<LocalDate, decimal> { [from] = initial };
        foreach (var change in changes)
        {
            Step(steps, change.From < from ? from : change.From, change.Delta);
            if (change.LastDay is { } last)
            {
                Step(steps, last < from ? from : last.PlusDays(1), -change.Delta);
            }
        }

        var levels = new List<QuantityLevel>(steps.Count);
        var quantity = 0m;
        foreach (var (day, delta) in steps)
        {
            quantity += delta;
            if (levels.Count == 0 || levels[^1].Quantity != quantity)
            {
                levels.Add(new(day, quantity));
            }
        }

        return levels.ToValueList();
    }

    /// <summary>Gives the greatest quantity.</summary>
    /// <param name="levels">At least one level.</param>
    /// <returns>The quantity.</returns>
    public static decimal Peak(ReadOnlySpan<QuantityLevel> levels)
    {
        var peak = levels[0].Quantity;
        foreach (var level in levels[1..])
        {
            peak = Math.Max(peak, level.Quantity);
        }

        return peak;
    }

    private static void Step(SortedDictionary<LocalDate, decimal> steps, LocalDate day, decimal delta)
    {
        steps.TryGetValue(day, out var before);
        steps[day] = before + delta;
    }
}

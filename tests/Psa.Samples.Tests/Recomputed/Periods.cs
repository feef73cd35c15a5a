namespace Psa.Samples.Tests.Recomputed;

/// <summary>The periods of a cycle, found the slow way: one after the other, from the one that holds the start.</summary>
internal static class Periods
{
    internal static IEnumerable<(LocalDate Start, LocalDate End)> Of(BillingCycle cycle, LocalDate start, LocalDate through)
    {
        if (cycle.Unit == CycleUnit.Weeks)
        {
            var first = cycle.Anchor!.Value;
            while (first > start)
            {
                first = first.PlusWeeks(-cycle.Count);
            }

            while (first.PlusWeeks(cycle.Count) <= start)
            {
                first = first.PlusWeeks(cycle.Count);
            }

            for (; first <= through; first = first.PlusWeeks(cycle.Count))
            {
                yield return (first, first.PlusWeeks(cycle.Count));
            }

            yield break;
        }

        var day = cycle.Day ?? start.Day;
        var month = new YearMonth(start.Year, start.Month);
        if (start < On(month, day))
        {
            month = month.PlusMonths(-cycle.Count);
        }

        for (; On(month, day) <= through; month = month.PlusMonths(cycle.Count))
        {
            yield return (On(month, day), On(month.PlusMonths(cycle.Count), day));
        }
    }

    private static LocalDate On(YearMonth month, int day) =>
        month.OnDayOfMonth(Math.Min(day, month.Calendar.GetDaysInMonth(month.Year, month.Month)));
}

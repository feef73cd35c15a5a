using NodaTime;

namespace Psa.Domain.Tests.Borne;

/// <summary>A period of the cycle: the days in which the cycle applies, and the full period against which they are measured.</summary>
/// <param name="First">Its first day, which names it.</param>
/// <param name="End">The day after its last.</param>
/// <param name="FullStart">The first day of the full period.</param>
/// <param name="FullEnd">The day after the last of the full period.</param>
/// <param name="AnchorDay">The day of the month on which periods of months begin.</param>
/// <param name="Months">How many months the full period has; 0 for weeks.</param>
/// <param name="InAdvance">Whether it is billed in advance.</param>
/// <param name="Policy">How it is prorated.</param>
internal sealed record PlainSlot(LocalDate First, LocalDate End, LocalDate FullStart, LocalDate FullEnd, int AnchorDay, int Months, bool InAdvance, PlainPolicy Policy)
{
    public IEnumerable<LocalDate> Days
    {
        get
        {
            for (var day = First; day < End; day = day.PlusDays(1))
            {
                yield return day;
            }
        }
    }
}

/// <summary>The periods of a contract by R-CYCLE-TERMS, T3 and T4, one after the other from the one that holds the contract's start.</summary>
internal static class PlainSlots
{
    internal static IEnumerable<PlainSlot> Of(PlainPart part, LocalDate through)
    {
        var entries = part.Cycles.OrderBy(entry => entry.EffectiveFrom).ToList(); // stable: of the same date the later recorded is the later
        var changes = Changes(part, entries);
        for (var i = 0; i < changes.Count; i++)
        {
            var (from, cycle) = changes[i];
            var stop = i + 1 < changes.Count ? changes[i + 1].From : (LocalDate?)null;
            foreach (var (start, end) in Periods(cycle, from))
            {
                if (start > through || start >= stop)
                {
                    break;
                }

                var first = i > 0 && start < from ? from : start; // the first cycle also holds the days before the contract's first
                var last = stop < end ? stop.Value : end;
                var begins = LocalDate.Max(first, part.ContractStart); // nothing of the contract has begun before it does
                yield return new(first, last, start, end, cycle.CalendarDay ?? from.Day, cycle.Months, InAdvance(entries, begins), Policy(entries, begins));
            }
        }
    }

    /// <summary>Gives the policy in force on a day.</summary>
    internal static PlainPolicy Policy(IEnumerable<PlainCycleTerms> sorted, LocalDate day) => InForce(sorted, day).LastOrDefault(entry => entry.Proration is not null)?.Proration ?? new();

    /// <summary>Gives a day of a month, or its last where it is shorter.</summary>
    internal static LocalDate On(LocalDate month, int day) => month.PlusDays(Math.Min(day, month.Calendar.GetDaysInMonth(month.Year, month.Month)) - 1);

    private static bool InAdvance(IEnumerable<PlainCycleTerms> sorted, LocalDate day) => InForce(sorted, day).LastOrDefault(entry => entry.InAdvance is not null)?.InAdvance ?? true;

    // the earliest holds from the contract's start, and so for the whole of the first period
    private static IEnumerable<PlainCycleTerms> InForce(IEnumerable<PlainCycleTerms> sorted, LocalDate day) => sorted.Where((entry, i) => i == 0 || entry.EffectiveFrom <= day);

    // of one day the last stated cycle is the one; one equal to that in force cuts nothing
    private static List<(LocalDate From, PlainCycle Cycle)> Changes(PlainPart part, List<PlainCycleTerms> entries)
    {
        var stated = new SortedDictionary<LocalDate, PlainCycle>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Cycle is { } cycle)
            {
                stated[i == 0 || entries[i].EffectiveFrom < part.ContractStart ? part.ContractStart : entries[i].EffectiveFrom] = cycle;
            }
        }

        stated.TryAdd(part.ContractStart, PlainCycle.Monthly);
        var changes = new List<(LocalDate From, PlainCycle Cycle)>();
        foreach (var (from, cycle) in stated)
        {
            if (changes.Count == 0 || changes[^1].Cycle != cycle)
            {
                changes.Add((from, cycle));
            }
        }

        return changes;
    }

    private static IEnumerable<(LocalDate Start, LocalDate End)> Periods(PlainCycle cycle, LocalDate from)
    {
        if (cycle.Weeks > 0)
        {
            var start = cycle.WeekAnchor!.Value;
            while (start > from)
            {
                start = start.PlusWeeks(-cycle.Weeks);
            }

            while (start.PlusWeeks(cycle.Weeks) <= from)
            {
                start = start.PlusWeeks(cycle.Weeks);
            }

            for (; ; start = start.PlusWeeks(cycle.Weeks))
            {
                yield return (start, start.PlusWeeks(cycle.Weeks));
            }
        }

        // the first boundary is the anchor day in the month of the start, or n months later when that day is before the start
        var day = cycle.CalendarDay ?? from.Day;
        var month = new LocalDate(from.Year, from.Month, 1);
        var first = On(month, day) < from ? month.PlusMonths(cycle.Months) : month;
        month = On(first, day) == from ? first : first.PlusMonths(-cycle.Months); // the period that holds the start
        for (; ; month = month.PlusMonths(cycle.Months))
        {
            yield return (On(month, day), On(month.PlusMonths(cycle.Months), day));
        }
    }
}

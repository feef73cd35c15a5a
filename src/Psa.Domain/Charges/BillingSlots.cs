using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Finds the periods of a contract's cycle timeline in closed form: where a new cycle starts, the old cycle's last period ends.</summary>
internal static class BillingSlots
{
    /// <summary>Gives the slot that holds a day; days before the timeline belong to its first cycle.</summary>
    /// <param name="cycles">The timeline, ascending, at least one entry.</param>
    /// <param name="date">The day.</param>
    /// <returns>The slot. O(1) for a timeline of one entry.</returns>
    public static BillingSlot At(ValueList<CycleTerms> cycles, LocalDate date)
    {
        var entry = EntryAt(cycles, date);
        var terms = cycles[entry];
        var cycle = terms.Cycle.AnchoredAt(terms.EffectiveFrom);
        var full = cycle.PeriodAt(date);
        var start = entry > 0 && full.Start < terms.EffectiveFrom ? terms.EffectiveFrom : full.Start;
        var end = entry + 1 < cycles.Count && cycles[entry + 1].EffectiveFrom < full.EndExclusive ? cycles[entry + 1].EffectiveFrom : full.EndExclusive;
        return new(entry, cycle, full, DatePeriod.Create(start, end));
    }

    /// <summary>Gives the first day of the slot that holds a day.</summary>
    /// <param name="cycles">The timeline, ascending, at least one entry.</param>
    /// <param name="date">The day.</param>
    /// <returns>The day that names the slot.</returns>
    public static LocalDate StartOf(ValueList<CycleTerms> cycles, LocalDate date) => At(cycles, date).Start;

    /// <summary>Gives the slot after another.</summary>
    /// <param name="cycles">The timeline, ascending, at least one entry.</param>
    /// <param name="slot">The slot before.</param>
    /// <returns>The next slot.</returns>
    public static BillingSlot Next(ValueList<CycleTerms> cycles, in BillingSlot slot) => At(cycles, slot.Days.EndExclusive);

    private static int EntryAt(ValueList<CycleTerms> cycles, LocalDate date)
    {
        var entry = cycles.Count - 1;
        while (entry > 0 && cycles[entry].EffectiveFrom > date)
        {
            entry--;
        }

        return entry;
    }
}

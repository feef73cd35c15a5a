using NodaTime;

namespace Psa.Contracts;

/// <summary>Finds the periods of a contract's cycle timeline in closed form: where a new cycle starts, the old cycle's last period ends.</summary>
internal static class BillingSlots
{
    /// <summary>Gives the slot that holds a day; days before the contract belong to its first cycle.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="date">The day.</param>
    /// <returns>The slot. O(1) for a timeline of one entry; nothing is allocated.</returns>
    public static BillingSlot At(Contract contract, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var (agreed, from, next) = CycleTimeline.CycleOn(contract, date);
        var cycle = agreed.AnchoredAt(from);
        var full = cycle.PeriodAt(date);
        var start = from > contract.EffectiveFrom && full.Start < from ? from : full.Start;
        var end = next < full.EndExclusive ? next.Value : full.EndExclusive;
        return new(agreed, from, cycle, full, DatePeriod.Create(start, end), CycleTimeline.TimingOn(contract, start), CycleTimeline.ProrationOn(contract, start));
    }

    /// <summary>Gives the first day of the slot that holds a day.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="date">The day.</param>
    /// <returns>The day that names the slot.</returns>
    public static LocalDate StartOf(Contract contract, LocalDate date) => At(contract, date).Start;

    /// <summary>Gives the slot after another.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="slot">The slot before.</param>
    /// <returns>The next slot.</returns>
    public static BillingSlot Next(Contract contract, in BillingSlot slot) => At(contract, slot.Days.EndExclusive);
}

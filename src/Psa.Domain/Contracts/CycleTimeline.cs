using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// What of a contract's cycle terms holds on a day: for each aspect the latest-dated entry that states it, of two of one date the later recorded. The earliest entry holds from the
/// contract's start, whatever its date, and what is dated before the start counts from it.
/// </summary>
internal static class CycleTimeline
{
    /// <summary>Gives the cycle of a day, the day on which it starts, and the day on which another one does.</summary>
    internal static (BillingCycle Cycle, LocalDate From, LocalDate? Next) CycleOn(Contract contract, LocalDate date)
    {
        var entries = contract.Cycles.AsSpan();
        var (current, from) = (BillingCycle.Monthly, contract.EffectiveFrom);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not { Withdrawn: null, Cycle: { } cycle } || IsReplaced(contract, i))
            {
                continue;
            }

            var day = DayOf(contract, i);
            if (day <= contract.EffectiveFrom)
            {
                current = cycle;
            }
            else if (cycle != current)
            {
                // one equal to the cycle in force cuts nothing
                if (day > date)
                {
                    return (current, from, day);
                }

                (current, from) = (cycle, day);
            }
        }

        return (current, from, null);
    }

    /// <summary>Gives the timing in force on a day: a slot is billed by that of its first.</summary>
    internal static BillingTiming TimingOn(Contract contract, LocalDate date)
    {
        var entries = contract.Cycles.AsSpan();
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (entries[i] is { Withdrawn: null, Timing: { } timing } && Holds(contract, i, date))
            {
                return timing;
            }
        }

        return BillingTiming.InAdvance;
    }

    /// <summary>Gives the proration policy in force on a day: a slot is billed by that of its first.</summary>
    internal static ProrationPolicy ProrationOn(Contract contract, LocalDate date)
    {
        var entries = contract.Cycles.AsSpan();
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (entries[i] is { Withdrawn: null, Proration: { } policy } && Holds(contract, i, date))
            {
                return policy;
            }
        }

        return ProrationPolicy.Default;
    }

    /// <summary>Gives the policy under which the period that holds a day is billed.</summary>
    internal static ProrationPolicy PolicyOf(Contract contract, LocalDate date) => BillingSlots.At(contract, date).Proration;

    /// <summary>Gives the day from which an entry that wasn't withdrawn holds.</summary>
    internal static LocalDate DayOf(Contract contract, int index)
    {
        var entries = contract.Cycles.AsSpan();
        return index == DatedEntries.Earliest(entries) ? contract.EffectiveFrom : LocalDate.Max(entries[index].EffectiveFrom, contract.EffectiveFrom);
    }

    // days before the contract's start are billed as its first
    private static bool Holds(Contract contract, int index, LocalDate date) => DayOf(contract, index) <= LocalDate.Max(date, contract.EffectiveFrom);

    // by a later recorded one of the same day
    private static bool IsReplaced(Contract contract, int index)
    {
        var entries = contract.Cycles.AsSpan();
        for (var i = index + 1; i < entries.Length && (entries[i].IsWithdrawn || DayOf(contract, i) == DayOf(contract, index)); i++)
        {
            if (entries[i] is { Withdrawn: null, Cycle: not null })
            {
                return true;
            }
        }

        return false;
    }
}

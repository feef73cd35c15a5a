using NodaTime;

namespace Psa.Contracts;

/// <summary>From which day on a change of facts can change what is billed: days before it bill as they did.</summary>
internal static class ContractChanges
{
    /// <summary>Compares a contract before and after a change.</summary>
    /// <param name="before">The contract before.</param>
    /// <param name="after">The contract after.</param>
    /// <returns>The first day that may bill otherwise, or <see langword="null"/> when none does: name, payment and other words bill nothing.</returns>
    public static LocalDate? FirstChangedDay(Contract before, Contract after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var start = LocalDate.Min(before.EffectiveFrom, after.EffectiveFrom);
        if (before.Status.IsBilled != after.Status.IsBilled
            || before.EffectiveFrom != after.EffectiveFrom
            || before.Currency != after.Currency
            || before.Customer != after.Customer)
        {
            return start;
        }

        var day = OpenDates.Earlier(FirstCoverageChange(before, after), DatedEntries.FirstDifference(before.Cycles, after.Cycles, start));
        day = OpenDates.Earlier(day, Escalations.FirstDifference(before.Escalations, after.Escalations));

        return day is { } first ? LocalDate.Max(first, start) : null;
    }

    /// <summary>Compares a contract part before and after a change.</summary>
    /// <param name="before">The part before.</param>
    /// <param name="after">The part after.</param>
    /// <param name="contract">Its contract.</param>
    /// <returns>The first day that may bill otherwise, or <see langword="null"/> when none does: texts and tax codes bill nothing.</returns>
    public static LocalDate? FirstChangedDay(ContractPart before, ContractPart after, Contract contract)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(contract);
        var start = LocalDate.Min(before.FirstDay(contract), after.FirstDay(contract));
        if (before.FirstDay(contract) != after.FirstDay(contract)
            || before.PriceBehaviour != after.PriceBehaviour
            || before.QuantitySource != after.QuantitySource
            || before.Kind != after.Kind
            || before.Product != after.Product
            || before.Unit != after.Unit)
        {
            return start;
        }

        var day = FirstTrialChange(before.TrialLastDay, after.TrialLastDay, start);
        day = OpenDates.Earlier(day, FirstEndChange(before.LastDay?.PlusDays(1), after.LastDay?.PlusDays(1)));
        day = OpenDates.Earlier(day, DatedEntries.FirstDifference(before.Terms, after.Terms, start));
        day = OpenDates.Earlier(day, before.BillFrom == after.BillFrom ? null : LocalDate.Min(before.BillFrom ?? start, after.BillFrom ?? start));
        return day is { } first ? LocalDate.Max(first, start) : null;
    }

    /// <summary>Compares two trials: their days aren't billed.</summary>
    /// <param name="before">The last day of the trial before, included, or <see langword="null"/>.</param>
    /// <param name="after">The last day of the trial after, included, or <see langword="null"/>.</param>
    /// <param name="start">The first day that could be billed at all.</param>
    /// <returns>The first day that may bill otherwise, or <see langword="null"/>.</returns>
    public static LocalDate? FirstTrialChange(LocalDate? before, LocalDate? after, LocalDate start)
    {
        if (before == after)
        {
            return null;
        }

        return before is { } one && after is { } other ? LocalDate.Max(start, LocalDate.Min(one, other).PlusDays(1)) : start;
    }

    /// <summary>Compares end and suspensions, which also decide what usage the contract's parts cover.</summary>
    internal static LocalDate? FirstCoverageChange(Contract before, Contract after) =>
        OpenDates.Earlier(FirstEndChange(before.EndExclusive(), after.EndExclusive()), FirstSuspensionChange(before.Suspensions, after.Suspensions));

    private static LocalDate? FirstEndChange(LocalDate? before, LocalDate? after) => before == after ? null : OpenDates.Earlier(before, after);

    // where the suspended days of two contracts differ, one of them begins or ends to be suspended
    private static LocalDate? FirstSuspensionChange(ValueList<Suspension> before, ValueList<Suspension> after)
    {
        LocalDate? first = null;
        foreach (var suspension in before)
        {
            Look(suspension);
        }

        foreach (var suspension in after)
        {
            Look(suspension);
        }

        return first;

        void Look(Suspension suspension)
        {
            LookAt(suspension.From);
            if (suspension.LastDay is { } last)
            {
                LookAt(last.PlusDays(1));
            }
        }

        void LookAt(LocalDate day)
        {
            if (IsSuspended(before, day) != IsSuspended(after, day))
            {
                first = OpenDates.Earlier(first, day);
            }
        }
    }

    private static bool IsSuspended(ValueList<Suspension> suspensions, LocalDate day)
    {
        foreach (var suspension in suspensions)
        {
            if (suspension.From <= day && day.IsOnOrBefore(suspension.LastDay))
            {
                return true;
            }
        }

        return false;
    }
}

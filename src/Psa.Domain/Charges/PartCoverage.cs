using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>
/// The days of a part that are billed: from the later of contract, part, opening balance and end of trial, to the earlier of contract's and part's end,
/// without suspended days. Made once a part; asking it allocates nothing.
/// </summary>
internal readonly struct PartCoverage
{
    private readonly DatePeriod[] _suspensions;

    private PartCoverage(LocalDate start, LocalDate? endExclusive, DatePeriod[] suspensions)
    {
        Start = start;
        EndExclusive = endExclusive;
        _suspensions = suspensions;
    }

    /// <summary>Gets the first day, which may be suspended.</summary>
    public LocalDate Start { get; }

    /// <summary>Gets the day after the last, or <see langword="null"/> while the end is open.</summary>
    public LocalDate? EndExclusive { get; }

    /// <summary>Gets how many runs a period can fall into at most.</summary>
    public int MaxRuns => (_suspensions?.Length ?? 0) + 1;

    /// <summary>Works out the coverage of a part.</summary>
    /// <param name="contract">Its contract.</param>
    /// <param name="part">The part.</param>
    /// <param name="trialLastDay">The last day of the customer's trial, included, or <see langword="null"/>.</param>
    /// <returns>The coverage.</returns>
    public static PartCoverage Of(Contract contract, ContractPart part, LocalDate? trialLastDay)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(part);
        var start = Later(contract.EffectiveFrom, part.EffectiveFrom);
        start = Later(start, part.BillFrom);
        start = Later(start, trialLastDay?.PlusDays(1));
        start = Later(start, part.TrialLastDay?.PlusDays(1));
        var end = OpenDates.Earlier(contract.EndExclusive(), part.LastDay?.PlusDays(1));
        return new(start, end, contract.Suspensions.IsEmpty ? [] : Merge(contract.Suspensions));
    }

    /// <summary>Gives the covered days of a period as runs in order.</summary>
    /// <param name="days">The period.</param>
    /// <param name="runs">Takes the runs; at least <see cref="MaxRuns"/> long.</param>
    /// <returns>How many runs there are.</returns>
    public int Within(DatePeriod days, Span<DatePeriod> runs)
    {
        var start = days.Start < Start ? Start : days.Start;
        var end = EndExclusive < days.EndExclusive ? EndExclusive.Value : days.EndExclusive;
        return DatePeriod.TryCreate(start, end) is { } covered ? Coverage.Without(covered, _suspensions, runs) : 0;
    }

    /// <summary>Tells whether any day from one on is covered.</summary>
    /// <param name="day">The day.</param>
    /// <returns>Whether it doesn't end before, and isn't suspended for good.</returns>
    public bool IsCoveredFrom(LocalDate day)
    {
        var first = day < Start ? Start : day;
        foreach (var suspension in _suspensions ?? [])
        {
            if (suspension.Contains(first))
            {
                first = suspension.EndExclusive;
            }
        }

        return first < (EndExclusive ?? LocalDate.MaxIsoValue);
    }

    private static LocalDate Later(LocalDate date, LocalDate? other) => other > date ? other.Value : date;

    private static DatePeriod[] Merge(ValueList<Suspension> suspensions)
    {
        var sorted = new List<DatePeriod>(suspensions.Count);
        foreach (var suspension in suspensions)
        {
            if (DatePeriod.TryCreate(suspension.From, suspension.LastDay?.PlusDays(1) ?? LocalDate.MaxIsoValue) is { } days)
            {
                sorted.Add(days);
            }
        }

        sorted.Sort((left, right) => left.Start.CompareTo(right.Start));
        var merged = new List<DatePeriod>(sorted.Count);
        foreach (var days in sorted)
        {
            if (merged.Count > 0 && days.Start <= merged[^1].EndExclusive)
            {
                var last = merged[^1];
                merged[^1] = DatePeriod.Create(last.Start, last.EndExclusive < days.EndExclusive ? days.EndExclusive : last.EndExclusive);
            }
            else
            {
                merged.Add(days);
            }
        }

        return [.. merged];
    }
}

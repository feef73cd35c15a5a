using NodaTime;

namespace Psa.Charges;

/// <summary>Which days of a period are covered: what <see cref="ProrationFrame"/> measures.</summary>
internal static class Coverage
{
    /// <summary>Writes the runs of covered days of a period, suspended days left out.</summary>
    /// <param name="covered">The days of the period between start and end of what is billed.</param>
    /// <param name="suspensions">Suspended days, in order of their start; may overlap, and lie anywhere.</param>
    /// <param name="runs">Takes the runs; room for one more than there are suspensions is always enough.</param>
    /// <returns>How many runs were written.</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    internal static int Without(DatePeriod covered, ReadOnlySpan<DatePeriod> suspensions, Span<DatePeriod> runs)
    {
        var (start, count) = (covered.Start, 0);
        foreach (var suspension in suspensions)
        {
            if (suspension.EndExclusive <= start)
            {
                continue;
            }

            if (suspension.Start >= covered.EndExclusive)
            {
                break;
            }

            count = Add(start, suspension.Start, runs, count);
            start = suspension.EndExclusive;
        }

        return Add(start, covered.EndExclusive, runs, count);
    }

    private static int Add(LocalDate start, LocalDate endExclusive, Span<DatePeriod> runs, int count)
    {
        if (DatePeriod.TryCreate(start, endExclusive) is not { } run)
        {
            return count;
        }

        if (count == runs.Length)
        {
            throw new ArgumentException("There is too little room for the runs.", nameof(runs));
        }

        runs[count] = run;
        return count + 1;
    }
}

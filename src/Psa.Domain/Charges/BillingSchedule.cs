using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>
/// Which periods of something are due by a day: in advance when the first covered day is reached, in arrears when the last covered day is.
/// Any place in it is found in O(1), so its cost doesn't grow with the contract's age. The default value is no schedule.
/// </summary>
public readonly record struct BillingSchedule
{
    private BillingSchedule(AnchoredCycle cycle, BillingTiming timing, LocalDate start, LocalDate? endExclusive)
    {
        Cycle = cycle;
        Timing = timing;
        Start = start;
        EndExclusive = endExclusive;
    }

    /// <summary>Gets the cycle.</summary>
    public AnchoredCycle Cycle { get; }

    /// <summary>Gets when periods are due.</summary>
    public BillingTiming Timing { get; }

    /// <summary>Gets the first covered day.</summary>
    public LocalDate Start { get; }

    /// <summary>Gets the day after the last covered one; <see langword="null"/> for no end.</summary>
    public LocalDate? EndExclusive { get; }

    /// <summary>Gets the first boundary on or after the start.</summary>
    public LocalDate FirstBoundary => Cycle.BoundaryOnOrAfter(Start);

    /// <summary>Gets the number of the period that holds the start.</summary>
    public int FirstIndex => Cycle.IndexOf(Start);

    /// <summary>Makes a schedule.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="timing">In advance or in arrears.</param>
    /// <param name="start">The first covered day.</param>
    /// <param name="endExclusive">The day after the last covered one, <see langword="null"/> for no end; the start itself when no day is covered.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="RuleViolationException"><c>schedule.end_before_start</c>.</exception>
    public static BillingSchedule Create(AnchoredCycle cycle, BillingTiming timing, LocalDate start, LocalDate? endExclusive) =>
        endExclusive < start
            ? throw new RuleViolationException(CycleErrors.EndBeforeStart, $"What starts on {start:R} can't end before {endExclusive:R}: check the two dates.")
            : new(cycle, timing, start, endExclusive);

    /// <summary>Refuses a bill-through date before the start, for callers to whom that is a mistake and not merely nothing to bill.</summary>
    /// <param name="billThrough">The date up to which one bills.</param>
    /// <returns>This schedule.</returns>
    /// <exception cref="RuleViolationException"><c>schedule.bill_through_before_start</c>.</exception>
    public BillingSchedule RequireStartedBy(LocalDate billThrough) =>
        billThrough < Start
            ? throw new RuleViolationException(CycleErrors.BillThroughBeforeStart, $"Nothing is covered before {Start:R}: bill through that day or later.")
            : this;

    /// <summary>Lists the periods that are due, in order.</summary>
    /// <param name="billThrough">The date up to which one bills, included.</param>
    /// <returns>The periods, none when nothing is due.</returns>
    public DuePeriods DueThrough(LocalDate billThrough) => DueThrough(billThrough, int.MinValue);

    /// <summary>Lists the periods that are due from one on, in order: what lies before is not even looked at.</summary>
    /// <param name="billThrough">The date up to which one bills, included.</param>
    /// <param name="fromIndex">The number of the first period wanted.</param>
    /// <returns>The periods, none when nothing is due.</returns>
    public DuePeriods DueThrough(LocalDate billThrough, int fromIndex)
    {
        var last = LastDueIndex(billThrough);
        return last is null ? default : new(this, Math.Max(fromIndex, FirstIndex), last.Value);
    }

    /// <summary>
    /// Gives the end, excluded, of what is due: in advance the end of the period that holds the date, in arrears the last boundary reached, either no later than the schedule's end.
    /// </summary>
    /// <param name="billThrough">The date up to which one bills, included.</param>
    /// <returns>The day; <see langword="null"/> before the start, or in arrears before the first boundary.</returns>
    public LocalDate? DueUntil(LocalDate billThrough)
    {
        if (Timing == BillingTiming.InAdvance)
        {
            return billThrough < Start ? null : Clip(Cycle.BoundaryAfter(billThrough));
        }

        var next = billThrough.PlusDays(1);
        if (EndExclusive <= next)
        {
            return EndExclusive;
        }

        var boundary = Cycle.BoundaryOnOrBefore(next);
        return boundary < Start ? null : boundary;
    }

    /// <summary>Gives the covered days of a period.</summary>
    /// <param name="index">The number of the period.</param>
    /// <returns>The period and its covered days, or <see langword="null"/> when none is covered.</returns>
    public DuePeriod? At(int index)
    {
        var full = Cycle.Period(index);
        return DatePeriod.TryCreate(full.Start < Start ? Start : full.Start, Clip(full.EndExclusive)) is { } covered
            ? new DuePeriod(index, full, covered)
            : null;
    }

    private LocalDate Clip(LocalDate date) => EndExclusive < date ? EndExclusive.Value : date;

    private int? LastDueIndex(LocalDate billThrough)
    {
        if (billThrough < Start || EndExclusive <= Start)
        {
            return null;
        }

        if (EndExclusive is { } end && end.PlusDays(-1) <= billThrough)
        {
            return Cycle.IndexOf(end.PlusDays(-1));
        }

        return Timing == BillingTiming.InAdvance ? Cycle.IndexOf(billThrough) : Cycle.IndexOf(billThrough.PlusDays(1)) - 1;
    }

    /// <summary>The due periods of a schedule: for <see langword="foreach"/>, allocates nothing.</summary>
    [SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "An enumerator belongs to what it enumerates.")]
    public struct DuePeriods
    {
        private readonly BillingSchedule _schedule;
        private readonly int _last;
        private int _index;
        private LocalDate _start;

        internal DuePeriods(BillingSchedule schedule, int first, int last)
        {
            _schedule = schedule;
            _last = last;
            _index = first - 1;
            Count = Math.Max(0, last - first + 1);
            _start = Count == 0 ? default : schedule.Cycle.Boundary(first);
        }

        /// <summary>Gets how many periods there are.</summary>
        public int Count { get; }

        /// <summary>Gets the period at which the enumeration stands.</summary>
        public DuePeriod Current { get; private set; }

        /// <summary>Gives the enumerator itself.</summary>
        /// <returns>A copy, at the beginning.</returns>
        public readonly DuePeriods GetEnumerator() => this;

        /// <summary>Goes to the next period.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (Count == 0 || _index == _last)
            {
                return false;
            }

            _index++;
            var full = DatePeriod.Create(_start, _schedule.Cycle.Boundary(_index + 1));
            var start = full.Start < _schedule.Start ? _schedule.Start : full.Start;
            Current = new(_index, full, DatePeriod.Create(start, _schedule.Clip(full.EndExclusive)));
            _start = full.EndExclusive;
            return true;
        }
    }
}

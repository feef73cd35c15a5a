using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>
/// The meter of one part in one period: how many units the full period has, and how many of them are covered before any day.
/// Every basis is such a meter of whole units, rising from 0 to at most <see cref="Units"/>, so fractions lie in [0, 1] and no division happens here.
/// It looks at the caller's list of covered days and allocates nothing.
/// </summary>
internal readonly ref struct ProrationFrame
{
    // the least number that 28, 29, 30 and 31 divide: a day of any month is a whole number of these
    private const int UnitsPerMonth = 377580;
    private const int MonthsPerYear = 12;

    private readonly ProrationBasis _basis;
    private readonly AnchoredCycle _cycle;
    private readonly int _coveredDays;
    private readonly bool _isFull;

    /// <summary>Makes the meter of a period.</summary>
    /// <param name="basis">The units.</param>
    /// <param name="cycle">The cycle the period belongs to.</param>
    /// <param name="period">The full period, <see cref="AnchoredCycle.Period"/>.</param>
    /// <param name="covered">The days that are covered: runs in order, apart or adjoining, inside the period; none for no days.</param>
    /// <exception cref="RuleViolationException">
    /// <c>proration.basis_not_for_weeks</c>: the basis counts months and the cycle weeks; <c>proration.bad_coverage</c>: runs out of order, overlapping or outside.
    /// </exception>
    public ProrationFrame(ProrationBasis basis, AnchoredCycle cycle, DatePeriod period, ReadOnlySpan<DatePeriod> covered)
    {
        if (cycle.Months == 0 && basis.CountsMonths)
        {
            ThrowNotForWeeks(basis);
        }

        _basis = basis;
        _cycle = cycle;
        Period = period;
        Covered = covered;
        _coveredDays = CountDays(period, covered);
        var length = period.Length;
        _isFull = _coveredDays == length;
        Units = basis.Kind switch
        {
            ProrationBasisKind.ActualDays => length,
            ProrationBasisKind.Thirty360 => 30 * cycle.Months,
            ProrationBasisKind.FixedDaysAMonth or ProrationBasisKind.FixedDaysAYear => basis.Days * cycle.Months,
            ProrationBasisKind.MonthsThenDays => (long)UnitsPerMonth * cycle.Months,
            _ => 1,
        };
    }

    /// <summary>Makes a meter of calendar days for a period of no cycle.</summary>
    /// <param name="period">The full period.</param>
    /// <param name="covered">The days that are covered, as in the other constructor.</param>
    /// <exception cref="RuleViolationException"><c>proration.bad_coverage</c>.</exception>
    public ProrationFrame(DatePeriod period, ReadOnlySpan<DatePeriod> covered)
        : this(ProrationBasis.ActualDays, default, period, covered)
    {
    }

    /// <summary>Gets the full period.</summary>
    public DatePeriod Period { get; }

    /// <summary>Gets the covered days, in order.</summary>
    public ReadOnlySpan<DatePeriod> Covered { get; }

    /// <summary>Gets the units of the full period (<c>U</c>).</summary>
    public long Units { get; }

    /// <summary>Gets the units of all covered days.</summary>
    public long CoveredUnits => UnitsBefore(Period.EndExclusive);

    /// <summary>Gets the part of the period that is billed, in lowest terms.</summary>
    public ProrationFraction Fraction => ProrationFraction.Of(CoveredUnits, Units);

    /// <summary>Counts the units of the covered days before a day: 0 at the start, never falling, at most <see cref="Units"/>.</summary>
    /// <param name="date">The day; outside the period it counts as its nearer bound.</param>
    /// <returns>The units.</returns>
    public long UnitsBefore(LocalDate date)
    {
        switch (_basis.Kind)
        {
            case ProrationBasisKind.ActualDays:
                return DaysBefore(date);
            case ProrationBasisKind.FixedDaysAMonth or ProrationBasisKind.FixedDaysAYear:
                return FixedBefore(date);
            case ProrationBasisKind.FullPeriod:
                return !Covered.IsEmpty && date > Covered[0].Start ? 1 : 0;
            case ProrationBasisKind.Waive:
                return _isFull && date > Period.Start ? 1 : 0;
            default:
                return PlacesBefore(date);
        }
    }

    /// <summary>Counts the units of the covered days from a day to another.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="endExclusive">The day after the last.</param>
    /// <returns>The units; 0 when there is no day.</returns>
    public long UnitsOf(LocalDate from, LocalDate endExclusive) => from < endExclusive ? UnitsBefore(endExclusive) - UnitsBefore(from) : 0;

    private static int CountDays(DatePeriod period, ReadOnlySpan<DatePeriod> covered)
    {
        var (days, last) = (0, period.Start);
        foreach (var run in covered)
        {
            if (run.Start < last || run.EndExclusive > period.EndExclusive || run.Start >= run.EndExclusive)
            {
                ThrowBadCoverage(run, period);
            }

            days += run.Length;
            last = run.EndExclusive;
        }

        return days;
    }

    [DoesNotReturn]
    private static void ThrowNotForWeeks(ProrationBasis basis) =>
        throw new RuleViolationException(ContractErrors.BasisNotForWeeks, $"The basis {basis} counts months: for a cycle of weeks use ActualDays, FullPeriod or Waive.");

    [DoesNotReturn]
    private static void ThrowBadCoverage(DatePeriod run, DatePeriod period) =>
        throw new RuleViolationException(ContractErrors.BadCoverage, $"The covered days {run} must lie in {period} and after those before them: sort and merge the runs, and clip them to the period.");

    private int DaysBefore(LocalDate date)
    {
        var days = 0;
        foreach (var run in Covered)
        {
            if (date <= run.Start)
            {
                break;
            }

            days += date < run.EndExclusive ? NodaTime.Period.DaysBetween(run.Start, date) : run.Length;
        }

        return days;
    }

    // min(covered, N), except that the last day of a fully covered period makes it whole, whether the month is shorter or longer than assumed
    private long FixedBefore(LocalDate date)
    {
        if (_isFull && date >= Period.EndExclusive)
        {
            return Units;
        }

        var days = (long)DaysBefore(date);
        return Math.Min(_basis.Kind == ProrationBasisKind.FixedDaysAYear ? days * MonthsPerYear : days, Units);
    }

    private long PlacesBefore(LocalDate date)
    {
        var units = 0L;
        foreach (var run in Covered)
        {
            if (date <= run.Start)
            {
                break;
            }

            units += PlaceOf(date < run.EndExclusive ? date : run.EndExclusive) - PlaceOf(run.Start);
        }

        return units;
    }

    // units from the period's start to a day in it or to its end, were all days covered
    private long PlaceOf(LocalDate date)
    {
        if (date == Period.Start)
        {
            return 0;
        }

        if (date == Period.EndExclusive)
        {
            return Units;
        }

        if (_basis.Kind == ProrationBasisKind.Thirty360)
        {
            return Thirty360Number(date, date.Day) - Thirty360Number(Period.Start, _cycle.AnchorDay);
        }

        var month = _cycle.MonthIndexOf(date);
        var first = _cycle.MonthBoundary(month);
        var days = NodaTime.Period.DaysBetween(first, date);
        var wholeMonths = month - _cycle.MonthIndexOf(Period.Start);
        return ((long)wholeMonths * UnitsPerMonth)
            + (days == 0 ? 0 : days * (long)(UnitsPerMonth / NodaTime.Period.DaysBetween(first, _cycle.MonthBoundary(month + 1))));
    }

    // T = 360 Y + 30 M + min(D, 30); the period's own bounds count as the anchor day, which their month may not have
    private static long Thirty360Number(LocalDate date, int day) => (360L * date.Year) + (30L * date.Month) + Math.Min(day, 30);
}

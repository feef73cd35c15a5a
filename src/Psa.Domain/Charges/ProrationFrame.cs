using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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

    // day numbers of the first covered day and of the day after the last one
    private readonly int _coveredStart;
    private readonly int _coveredEnd;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // made where it stays: else it is made elsewhere and copied, which takes half as long again
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
        var (first, last) = (period.Start.DayNumber(), period.EndExclusive.DayNumber());
        (_coveredStart, _coveredEnd) = (last, first);
        foreach (var run in covered)
        {
            // most periods are covered from their start, or to their end
            var start = run.Start == period.Start ? first : run.Start.DayNumber();
            var end = run.EndExclusive == period.EndExclusive ? last : run.EndExclusive.DayNumber();
            if (start < _coveredEnd || end > last || start >= end)
            {
                ThrowBadCoverage(run, period);
            }

            _coveredStart = Math.Min(_coveredStart, start);
            _coveredEnd = end;
            _coveredDays += end - start;
        }

        var length = last - first;
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
    public long CoveredUnits => _basis.Kind switch
    {
        ProrationBasisKind.ActualDays => _coveredDays,

        // min(covered, N), except that the last day of a fully covered period makes it whole, whether the month is shorter or longer than assumed
        ProrationBasisKind.FixedDaysAMonth or ProrationBasisKind.FixedDaysAYear => _isFull ? Units : FixedUnits(_coveredDays),
        ProrationBasisKind.FullPeriod => Covered.IsEmpty ? 0 : 1,
        ProrationBasisKind.Waive => _isFull ? 1 : 0,
        _ => PlacesBefore(Period.EndExclusive),
    };

    /// <summary>Gets the part of the period that is billed, in lowest terms.</summary>
    public ProrationFraction Fraction => ProrationFraction.Of(CoveredUnits, Units);

    /// <summary>Counts the units of the covered days before a day: 0 at the start, never falling, at most <see cref="Units"/>.</summary>
    /// <param name="date">The day; outside the period it counts as its nearer bound.</param>
    /// <returns>The units.</returns>
    public long UnitsBefore(LocalDate date)
    {
        // what most ask for are the bounds
        if (Covered.IsEmpty || date <= Covered[0].Start)
        {
            return 0;
        }

        var day = date.DayNumber();
        if (day >= _coveredEnd)
        {
            return CoveredUnits;
        }

        return _basis.Kind switch
        {
            ProrationBasisKind.ActualDays => DaysBefore(day),
            ProrationBasisKind.FixedDaysAMonth or ProrationBasisKind.FixedDaysAYear => FixedUnits(DaysBefore(day)),
            ProrationBasisKind.FullPeriod or ProrationBasisKind.Waive => CoveredUnits,
            _ => PlacesBefore(date),
        };
    }

    /// <summary>Counts the units of the covered days among some days.</summary>
    /// <param name="days">The days.</param>
    /// <returns>The units.</returns>
    public long UnitsOf(DatePeriod days) => UnitsBefore(days.EndExclusive) - UnitsBefore(days.Start);

    /// <summary>Counts the units of the covered days from a day to another.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="endExclusive">The day after the last.</param>
    /// <returns>The units; 0 when there is no day.</returns>
    public long UnitsOf(LocalDate from, LocalDate endExclusive) => from < endExclusive ? UnitsBefore(endExclusive) - UnitsBefore(from) : 0;

    [DoesNotReturn]
    private static void ThrowNotForWeeks(ProrationBasis basis) =>
        throw new RuleViolationException(ContractErrors.BasisNotForWeeks, $"The basis {basis} counts months: for a cycle of weeks use ActualDays, FullPeriod or Waive.");

    [DoesNotReturn]
    internal static void ThrowBadCoverage(DatePeriod run, DatePeriod period) =>
        throw new RuleViolationException(ContractErrors.BadCoverage, $"The covered days {run} must lie in {period} and after those before them: sort and merge the runs, and clip them to the period.");

    private int DaysBefore(int day)
    {
        if (_coveredDays == _coveredEnd - _coveredStart)
        {
            return day - _coveredStart; // no gap
        }

        var days = 0;
        foreach (var run in Covered)
        {
            var start = run.Start.DayNumber();
            if (day <= start)
            {
                break;
            }

            days += Math.Min(day, run.EndExclusive.DayNumber()) - start;
        }

        return days;
    }

    private long FixedUnits(int days) => Math.Min(_basis.Kind == ProrationBasisKind.FixedDaysAYear ? (long)days * MonthsPerYear : days, Units);

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

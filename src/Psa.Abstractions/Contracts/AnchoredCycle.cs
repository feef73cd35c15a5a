using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// A billing cycle resolved for one start: period 0 holds the start, and every boundary follows from the anchor's month and day <em>number</em> in closed form,
/// so day 31 gives 28 or 29 February and then 31 March again. Everything is O(1). The default value is no cycle and throws.
/// </summary>
internal readonly record struct AnchoredCycle
{
    private const int DaysPerWeek = 7;

    // months since year 0 for months, days since 1970-01-01 for weeks
    private readonly int _anchor;

    private AnchoredCycle(int months, int weeks, int anchor, int anchorDay)
    {
        Months = months;
        Weeks = weeks;
        _anchor = anchor;
        AnchorDay = anchorDay;
    }

    /// <summary>Gets the months of a full period; 0 for a cycle of weeks.</summary>
    public int Months { get; }

    /// <summary>Gets the weeks of a full period; 0 for a cycle of months.</summary>
    public int Weeks { get; }

    /// <summary>Gets the day number (1–31) on which periods begin, before it is clamped to a month's length; 0 for a cycle of weeks.</summary>
    public int AnchorDay { get; }

    /// <summary>Gives the first day of period <paramref name="k"/>, computed from the anchor, never from the boundary before.</summary>
    /// <param name="k">0 for the period that holds the start; may be negative.</param>
    /// <returns>The boundary.</returns>
    public LocalDate Boundary(int k) => Months != 0 ? DayIn(_anchor + (k * Months)) : DayNumbers.ToDate(_anchor + (k * DaysPerPeriod()));

    /// <summary>Gives the boundary of the months inside the periods: <c>MonthBoundary(k × Months)</c> is <c>Boundary(k)</c>.</summary>
    /// <param name="month">Months since the first day of period 0; may be negative.</param>
    /// <returns>The day.</returns>
    /// <exception cref="InvalidOperationException">A cycle of weeks has no months.</exception>
    public LocalDate MonthBoundary(int month) =>
        Months != 0 ? DayIn(_anchor + month) : throw new InvalidOperationException("A cycle of weeks has no months.");

    /// <summary>Gives the period that holds a day.</summary>
    /// <param name="date">The day.</param>
    /// <returns>Its number: <c>Boundary(k) ≤ date &lt; Boundary(k + 1)</c>.</returns>
    public int IndexOf(LocalDate date) =>
        Months != 0 ? FloorDivide(MonthIndexOf(date), Months) : FloorDivide(date.DayNumber() - _anchor, DaysPerPeriod());

    /// <summary>Gives the month inside the periods that holds a day, as <see cref="MonthBoundary"/> counts them.</summary>
    /// <param name="date">The day.</param>
    /// <returns>Months since the first day of period 0.</returns>
    /// <exception cref="InvalidOperationException">A cycle of weeks has no months.</exception>
    public int MonthIndexOf(LocalDate date)
    {
        if (Months == 0)
        {
            throw new InvalidOperationException("A cycle of weeks has no months.");
        }

        var month = MonthNumber(date);
        return month - _anchor - (date.Day < AnchorDay && date < DayIn(month) ? 1 : 0);
    }

    /// <summary>Gives a period by its number.</summary>
    /// <param name="k">0 for the period that holds the start.</param>
    /// <returns>The full period.</returns>
    public DatePeriod Period(int k) => DatePeriod.Create(Boundary(k), Boundary(k + 1));

    /// <summary>Gives the full period that holds a day.</summary>
    /// <param name="date">The day.</param>
    /// <returns>The full period.</returns>
    public DatePeriod PeriodAt(LocalDate date) => Period(IndexOf(date));

    /// <summary>Gives the first boundary that is not before a day.</summary>
    /// <param name="date">The day.</param>
    /// <returns>The day itself when it is a boundary, else the next one.</returns>
    public LocalDate BoundaryOnOrAfter(LocalDate date)
    {
        var k = IndexOf(date);
        var boundary = Boundary(k);
        return boundary == date ? boundary : Boundary(k + 1);
    }

    internal static AnchoredCycle OfMonths(int months, int day, LocalDate start)
    {
        var month = MonthNumber(start);
        return new(months, 0, start < DayIn(month, day) ? month - months : month, day);
    }

    internal static AnchoredCycle OfWeeks(int weeks, LocalDate anchor, LocalDate start)
    {
        var (length, origin) = (weeks * DaysPerWeek, anchor.DayNumber());
        return new(0, weeks, origin + (FloorDivide(start.DayNumber() - origin, length) * length), 0);
    }

    private static int MonthNumber(LocalDate date) => (date.Year * 12) + date.Month - 1;

    private static LocalDate DayIn(int month, int day)
    {
        var year = FloorDivide(month, 12);
        var inYear = month - (year * 12) + 1;
        return new(year, inYear, day <= 28 ? day : Math.Min(day, CalendarSystem.Iso.GetDaysInMonth(year, inYear)));
    }

    private static int FloorDivide(int value, int divisor)
    {
        var quotient = value / divisor;
        return value - (quotient * divisor) < 0 ? quotient - 1 : quotient;
    }

    [DoesNotReturn]
    private static int ThrowDefault() => throw new InvalidOperationException("This is the default value of AnchoredCycle, which is no cycle: use BillingCycle.AnchoredAt.");

    private LocalDate DayIn(int month) => DayIn(month, AnchorDay);

    private int DaysPerPeriod() => Weeks != 0 ? Weeks * DaysPerWeek : ThrowDefault();
}

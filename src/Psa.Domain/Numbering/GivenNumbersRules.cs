using NodaTime;

namespace Psa.Numbering;

/// <summary>Rules of numbers that were given out: none is given again, whatever patterns and series follow each other.</summary>
internal static class GivenNumbersRules
{
    /// <summary>Gives the first day of the year or month in which a date's sequence counts; <see langword="null"/> when it never starts again.</summary>
    internal static LocalDate? PeriodOf(this NumberReset reset, LocalDate date) => reset switch
    {
        NumberReset.Never => null,
        NumberReset.Yearly => new LocalDate(date.Year, 1, 1),
        NumberReset.Monthly => new LocalDate(date.Year, date.Month, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(reset), reset, "No such reset."),
    };

    /// <summary>Notes that a series gave out numbers, up to a last one.</summary>
    internal static ValueList<GivenNumbers> With(this ValueList<GivenNumbers> given, NumberSeries series, LocalDate date, long number)
    {
        var last = new LastNumber(number, series.Reset.PeriodOf(date));
        for (var i = 0; i < given.Count; i++)
        {
            var numbers = given[i];
            if (numbers.Pattern == series.Pattern && numbers.Reset == series.Reset)
            {
                return given.SetItem(i, numbers with { LastDate = LocalDate.Max(numbers.LastDate, date), Last = With(numbers.Last, last) });
            }
        }

        return given.Add(new() { Pattern = series.Pattern, Reset = series.Reset, LastDate = date, Last = [last] });
    }

    /// <summary>Gives the last number that was given out and could be met by one of a pattern on a date; 0 when there is none.</summary>
    internal static long LastMet(this ValueList<GivenNumbers> given, NumberPattern pattern, NumberReset reset, LocalDate date)
    {
        var most = 0L;
        foreach (var numbers in given)
        {
            if (!pattern.CountsLike(Read(numbers)))
            {
                continue; // they never meet, or the series would have been refused
            }

            foreach (var (number, period) in numbers.Last)
            {
                most = number > most && MayShowAlike(pattern, numbers, period, reset, date) ? number : most;
            }
        }

        return most;
    }

    /// <summary>Finds numbers that were given out and could be met by some of a pattern that doesn't count on after them; <see langword="null"/> when it is certain that none can.</summary>
    internal static GivenNumbers? Met(this ValueList<GivenNumbers> given, NumberPattern pattern)
    {
        foreach (var numbers in given)
        {
            var other = Read(numbers);
            if (!pattern.CountsLike(other) && pattern.CanMeet(other, Highest(numbers)))
            {
                return numbers;
            }
        }

        return null;
    }

    // in the order of the periods: a series that succeeds another may number days that lie before
    private static ValueList<LastNumber> With(ValueList<LastNumber> numbers, LastNumber last)
    {
        var sorted = new List<LastNumber>(numbers.Count + 1);
        foreach (var other in numbers)
        {
            if (other.Period != last.Period)
            {
                sorted.Add(other);
            }
            else if (other.Number > last.Number)
            {
                last = other;
            }
        }

        sorted.Add(last);
        sorted.Sort(static (left, right) => Nullable.Compare(left.Period, right.Period));
        return sorted.ToValueList();
    }

    /// <summary>
    /// Whether a number of a date could show the same year and month as one that was given out in a period. In the same periods the sequence counts on; in others what was given
    /// out is looked at by its dates, which aren't later than the last.
    /// </summary>
    private static bool MayShowAlike(NumberPattern pattern, GivenNumbers given, LocalDate? period, NumberReset reset, LocalDate date)
    {
        var isSameYear = period is not { } first || first.Year == date.Year || (!pattern.ShowsFullYear && (!pattern.ShowsYear || first.Year % 100 == date.Year % 100));
        var isSameMonth = given.Reset != NumberReset.Monthly || !pattern.ShowsMonth || period!.Value.Month == date.Month;
        if (!isSameYear || !isSameMonth || given.Reset == reset || !pattern.ShowsFullYear)
        {
            return isSameYear && isSameMonth;
        }

        var shown = pattern.ShowsMonth ? NumberReset.Monthly : NumberReset.Yearly;
        return shown.PeriodOf(date) <= given.LastDate;
    }

    private static long Highest(GivenNumbers numbers)
    {
        var highest = 0L;
        foreach (var (number, _) in numbers.Last)
        {
            highest = Math.Max(highest, number);
        }

        return highest;
    }

    private static NumberPattern Read(GivenNumbers numbers) =>
        NumberPattern.Read(numbers.Pattern, numbers.Reset, []) ?? throw new InvalidOperationException($"Numbers were given out by '{numbers.Pattern}', which is no pattern.");
}

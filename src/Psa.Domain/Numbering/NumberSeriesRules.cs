using NodaTime;
using Psa.Sellers;

namespace Psa.Numbering;

/// <summary>
/// Rules of number series: numbers are gap-free and strictly increasing, and given out only after somebody has
/// confirmed that they continue those of the accounting software. All functions are pure: the caller stores the series with the documents in one commit.
/// </summary>
public static class NumberSeriesRules
{
    /// <summary>Checks a pattern.</summary>
    /// <param name="pattern">The pattern, for example <c>INV-{yyyy}-{seq:00000}</c>.</param>
    /// <param name="reset">When the sequence starts again at 1.</param>
    /// <returns>
    /// All that is wrong: <c>numbering.bad_pattern</c>, <c>numbering.one_sequence</c>, <c>numbering.not_unique</c> (yearly resets need the year, monthly ones year and month);
    /// empty when nothing is.
    /// </returns>
    public static ValueList<Problem> Validate(string pattern, NumberReset reset)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var problems = new List<Problem>();
        NumberPattern.Read(pattern, reset, problems);
        return problems.ToValueList();
    }

    /// <summary>Shows the numbers the next documents would get, confirmed or not, and uses none of them.</summary>
    /// <param name="series">The series.</param>
    /// <param name="entity">Its billing entity.</param>
    /// <param name="date">The documents' date.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.date_before_last</c>, or what <see cref="Validate"/> finds wrong with the pattern.</exception>
    public static ValueList<string> Preview(this NumberSeries series, BillingEntity entity, LocalDate date, int count = 1) =>
        Write(series, entity, date, Position(series, date), count);

    /// <summary>Gives out the next numbers.</summary>
    /// <param name="series">The series.</param>
    /// <param name="entity">Its billing entity.</param>
    /// <param name="date">The documents' date: date tokens mean it, and a new year or month starts the sequence again when the series resets.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The numbers, and the series to store with the documents.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.not_confirmed</c>; <c>numbering.date_before_last</c>: a document of a later date is numbered already; or what <see cref="Validate"/> finds wrong with the pattern.
    /// </exception>
    internal static NumberAllocation Allocate(this NumberSeries series, BillingEntity entity, LocalDate date, int count)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!series.IsConfirmed)
        {
            throw new RuleViolationException(
                NumberingErrors.NotConfirmed,
                $"The numbers '{series.Pattern}' were never confirmed: check that {series.NextNumber} continues the numbers in the accounting software, then confirm the series.",
                series.Id.Value);
        }

        var first = Position(series, date);
        return new(
            Write(series, entity, date, first, count),
            series with { NextNumber = first + count, Period = PeriodOf(series.Reset, date), LastIssuedOn = date });
    }

    /// <summary>Confirms that the numbers continue those of the accounting software.</summary>
    /// <param name="series">The series.</param>
    /// <param name="by">Who confirms.</param>
    /// <param name="at">When.</param>
    /// <param name="on">The date of the next document at the earliest: it says in which year or month <paramref name="next"/> counts.</param>
    /// <param name="next">The next number, or <see langword="null"/> to keep it.</param>
    /// <returns>The confirmed series.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.only_raise</c>, <c>numbering.date_before_last</c>, or what <see cref="Validate"/> finds wrong with the pattern.</exception>
    internal static NumberSeries Confirm(this NumberSeries series, string by, Instant at, LocalDate on, long? next = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        Read(series);
        if (series.IsConfirmed && (next is null || next == Position(series, on)))
        {
            return series;
        }

        return series.SkipTo(next ?? Position(series, on), on) with { ConfirmedBy = by, ConfirmedAt = at };
    }

    /// <summary>Raises the next number, for example because the accounting software used some.</summary>
    /// <param name="series">The series.</param>
    /// <param name="next">The next number; never lower than it is.</param>
    /// <param name="on">The date of the next document at the earliest: it says in which year or month <paramref name="next"/> counts.</param>
    /// <returns>The raised series.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.only_raise</c>; <c>numbering.date_before_last</c>.</exception>
    internal static NumberSeries SkipTo(this NumberSeries series, long next, LocalDate on)
    {
        ArgumentNullException.ThrowIfNull(series);
        var current = Position(series, on);
        return next >= current && next > 0
            ? series with { NextNumber = next, Period = PeriodOf(series.Reset, on) }
            : throw new RuleViolationException(
                NumberingErrors.OnlyRaise,
                FormattableString.Invariant($"The next number is {current} and can only be raised, not set to {next}: lower ones may have been given out."),
                series.Id.Value);
    }

    /// <summary>Changes the pattern or when it resets. The series counts on where it was, and must be confirmed again: whoever confirms answers that no number repeats.</summary>
    /// <param name="series">The series.</param>
    /// <param name="pattern">The new pattern.</param>
    /// <param name="reset">When the sequence starts again at 1.</param>
    /// <returns>The changed series, not confirmed.</returns>
    /// <exception cref="RuleViolationException">What <see cref="Validate"/> finds wrong with the pattern.</exception>
    internal static NumberSeries ChangePattern(this NumberSeries series, string pattern, NumberReset reset)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(pattern);
        if (series.Pattern == pattern && series.Reset == reset)
        {
            return series;
        }

        var period = (series.Period, series.LastIssuedOn) switch
        {
            (null, null) => null,
            ({ } start, { } last) => PeriodOf(reset, LocalDate.Max(start, last)),
            ({ } start, null) => PeriodOf(reset, start),
            (null, { } last) => PeriodOf(reset, last),
        };
        var changed = series with { Pattern = pattern, Reset = reset, Period = period, ConfirmedBy = null, ConfirmedAt = null };
        Read(changed);
        return changed;
    }

    /// <summary>Gives the sequence number that a document of a date would get.</summary>
    private static long Position(NumberSeries series, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(series);
        var period = PeriodOf(series.Reset, date);
        if (date < series.LastIssuedOn || period < series.Period)
        {
            throw new RuleViolationException(
                NumberingErrors.DateBeforeLast,
                $"A document of {date:R} can't be numbered after one of {series.LastIssuedOn ?? series.Period:R}: date it that day or later.",
                series.Id.Value);
        }

        return series.Period is null || series.Period == period ? series.NextNumber : 1;
    }

    private static LocalDate? PeriodOf(NumberReset reset, LocalDate date) => reset switch
    {
        NumberReset.Never => null,
        NumberReset.Yearly => new LocalDate(date.Year, 1, 1),
        NumberReset.Monthly => new LocalDate(date.Year, date.Month, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(reset), reset, "No such reset."),
    };

    private static ValueList<string> Write(NumberSeries series, BillingEntity entity, LocalDate date, long first, int count)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (entity.Id != series.BillingEntity)
        {
            throw new ArgumentException($"The series belongs to the billing entity {series.BillingEntity}, not to {entity.Id}.", nameof(entity));
        }

        var pattern = Read(series);
        var numbers = new string[count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = pattern.Write(entity.Code, date, first + i);
        }

        return ValueList.Create<string>(numbers);
    }

    private static NumberPattern Read(NumberSeries series)
    {
        var problems = new List<Problem>();
        return NumberPattern.Read(series.Pattern, series.Reset, problems)
            ?? throw new RuleViolationException(problems[0].Code, problems[0].Message, series.Id.Value);
    }
}

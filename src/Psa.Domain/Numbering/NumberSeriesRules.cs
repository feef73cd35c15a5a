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
    [Pure]
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
    /// <exception cref="RuleViolationException"><c>numbering.retired</c>, <c>numbering.date_before_last</c>, or what <see cref="Validate"/> finds wrong with the pattern.</exception>
    [Pure]
    public static ValueList<string> Preview(this NumberSeries series, BillingEntity entity, LocalDate date, int count = 1) =>
        Write(series, entity, date, Position(series, date), count);

    /// <summary>Gives out the next numbers.</summary>
    /// <param name="series">The series.</param>
    /// <param name="entity">Its billing entity.</param>
    /// <param name="date">The documents' date: date tokens mean it, and a new year or month starts the sequence again when the series resets.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The numbers, and the series to store with the documents.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.retired</c>; <c>numbering.not_confirmed</c>; <c>numbering.date_before_last</c>: a document of a later date is numbered already; or what <see cref="Validate"/> finds wrong with the pattern.
    /// </exception>
    internal static NumberAllocation Allocate(this NumberSeries series, BillingEntity entity, LocalDate date, int count)
    {
        var first = Position(series, date);
        if (!series.IsConfirmed)
        {
            throw new RuleViolationException(
                NumberingErrors.NotConfirmed,
                $"The numbers '{series.Pattern}' were never confirmed: check that {first} continues the numbers in the accounting software, then confirm the series.",
                series.Id.Value);
        }

        var next = checked(first + count);
        return new(
            Write(series, entity, date, first, count),
            series with { NextNumber = next, Period = series.Reset.PeriodOf(date), LastIssuedOn = date, Given = series.Given.With(series, date, next - 1) });
    }

    /// <summary>Makes the series that follows others of its billing entity and purpose: it keeps what they gave out, and never gives one of those numbers.</summary>
    /// <param name="series">The new series.</param>
    /// <param name="last">The latest of those before it, retired; <see langword="null"/> when it is the first.</param>
    /// <param name="on">The day from which its next number counts, for one that was said.</param>
    /// <returns>The series, not confirmed.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.not_unique</c>: the pattern could write a number that another pattern gave out; <c>numbering.only_raise</c>: a first number was said that is given out.
    /// </exception>
    internal static NumberSeries Succeed(this NumberSeries series, NumberSeries? last, LocalDate on)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (last is null)
        {
            return series;
        }

        var next = series with { Ordinal = last.Ordinal + 1, Given = last.Given };
        RequireUnmet(next);
        return next.NextNumber == 1 ? next : next.SkipTo(next.NextNumber, on) with { Period = null };
    }

    /// <summary>Retires a series: it gives no number any more, and another can succeed it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="by">Who retires it.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The retired series; as it was when it is retired already.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.reason_missing</c>.</exception>
    internal static NumberSeries Retire(this NumberSeries series, string by, Instant at, string reason)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.IsRetired)
        {
            return series;
        }

        return string.IsNullOrWhiteSpace(reason)
            ? throw new RuleViolationException(NumberingErrors.ReasonMissing, "Say why the number series is retired.", series.Id.Value).At("Reason")
            : series with { RetiredBy = by, RetiredAt = at, RetirementReason = TextEnds.Trim(reason) };
    }

    /// <summary>Confirms that the numbers continue those of the accounting software.</summary>
    /// <param name="series">The series.</param>
    /// <param name="by">Who confirms.</param>
    /// <param name="at">When.</param>
    /// <param name="on">The date of the next document at the earliest: it says in which year or month <paramref name="next"/> counts.</param>
    /// <param name="next">The next number, or <see langword="null"/> to keep it.</param>
    /// <returns>The confirmed series.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.retired</c>, <c>numbering.only_raise</c>, <c>numbering.date_before_last</c>, or what <see cref="Validate"/> finds wrong with the pattern.
    /// </exception>
    internal static NumberSeries Confirm(this NumberSeries series, string by, Instant at, LocalDate on, long? next = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        RequireLive(series);
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
            ? series with { NextNumber = next, Period = series.Reset.PeriodOf(on) }
            : throw new RuleViolationException(
                NumberingErrors.OnlyRaise,
                FormattableString.Invariant($"The next number is {current} and can only be raised, not set to {next}: lower ones may have been given out."),
                series.Id.Value).At(nameof(series.NextNumber));
    }

    /// <summary>Changes the pattern or when it resets. The series counts on where it was, gives none of the numbers that were given out, and must be confirmed again.</summary>
    /// <param name="series">The series.</param>
    /// <param name="pattern">The new pattern.</param>
    /// <param name="reset">When the sequence starts again at 1.</param>
    /// <returns>The changed series, not confirmed.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.retired</c>; <c>numbering.not_unique</c>: the pattern could write a number that was given out; or what <see cref="Validate"/> finds wrong with the pattern.
    /// </exception>
    internal static NumberSeries ChangePattern(this NumberSeries series, string pattern, NumberReset reset)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(pattern);
        RequireLive(series);
        if (series.Pattern == pattern && series.Reset == reset)
        {
            return series;
        }

        var period = (series.Period, series.LastIssuedOn) switch
        {
            (null, null) => null,
            ({ } start, { } last) => reset.PeriodOf(LocalDate.Max(start, last)),
            ({ } start, null) => reset.PeriodOf(start),
            (null, { } last) => reset.PeriodOf(last),
        };
        var changed = series with { Pattern = pattern, Reset = reset, Period = period, ConfirmedBy = null, ConfirmedAt = null };
        Read(changed);
        RequireUnmet(changed);
        return changed;
    }

    /// <summary>Gives the sequence number that a document of a date would get.</summary>
    /// <param name="series">The series, live.</param>
    /// <param name="date">The document's date.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.retired</c>, <c>numbering.date_before_last</c>, or what <see cref="Validate"/> finds wrong with the pattern.</exception>
    internal static long Position(this NumberSeries series, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(series);
        RequireLive(series);
        var period = series.Reset.PeriodOf(date);
        if (date < series.LastIssuedOn || period < series.Period)
        {
            throw new RuleViolationException(
                NumberingErrors.DateBeforeLast,
                $"A document of {date:R} can't be numbered after one of {series.LastIssuedOn ?? series.Period:R}: date it that day or later, or retire the series if that date was a slip.",
                series.Id.Value);
        }

        var next = series.Period is null || series.Period == period ? series.NextNumber : 1;
        return Math.Max(next, series.Given.LastMet(Read(series), series.Reset, date) + 1);
    }

    private static void RequireLive(NumberSeries series)
    {
        if (series.IsRetired)
        {
            throw new RuleViolationException(
                NumberingErrors.Retired,
                $"The number series '{series.Pattern}' was retired ({series.RetirementReason}): set up another for its billing entity and purpose.",
                series.Id.Value);
        }
    }

    private static void RequireUnmet(NumberSeries series)
    {
        if (series.Given.Met(Read(series)) is { } met)
        {
            throw new RuleViolationException(
                NumberingErrors.NotUnique,
                $"'{series.Pattern}' could write a number that '{met.Pattern}' gave out: take that pattern, which counts on, or one with text of its own before or after.",
                series.Id.Value).At(nameof(series.Pattern));
        }
    }

    /// <summary>Refuses a series of documents that could write a number of another kind of document: invoices and credit notes of an entity share their numbers.</summary>
    /// <param name="series">The series.</param>
    /// <param name="others">All series of its billing entity, live and retired.</param>
    /// <exception cref="RuleViolationException"><c>numbering.not_unique</c>.</exception>
    internal static void RequireApart(this NumberSeries series, IEnumerable<NumberSeries> others)
    {
        if (series.Purpose is not (NumberPurpose.Invoice or NumberPurpose.CreditNote))
        {
            return;
        }

        var pattern = Read(series);
        foreach (var other in others)
        {
            if (other.Purpose != series.Purpose && other.Purpose is (NumberPurpose.Invoice or NumberPurpose.CreditNote) && pattern.CanMeet(Read(other), long.MaxValue))
            {
                throw new RuleViolationException(
                    NumberingErrors.NotUnique,
                    $"'{series.Pattern}' could write a number of the {other.Purpose} series '{other.Pattern}': give each kind of document text of its own before or after the number.",
                    series.Id.Value,
                    other.Id.Value).At(nameof(series.Pattern));
            }
        }
    }

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

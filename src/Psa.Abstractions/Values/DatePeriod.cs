using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>
/// A half-open run of days <c>[Start, EndExclusive)</c>, at least one day long: adjoining periods neither overlap nor leave a gap.
/// The default value is not a period: its <see cref="Length"/> is 0.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct DatePeriod : IJsonConverterSource, IMayBeUnset
{
    private DatePeriod(LocalDate start, LocalDate endExclusive)
    {
        Start = start;
        EndExclusive = endExclusive;
    }

    /// <summary>Gets the first day.</summary>
    public LocalDate Start { get; }

    /// <summary>Gets the day after the last.</summary>
    public LocalDate EndExclusive { get; }

    /// <summary>Gets the last day, as people say it.</summary>
    public LocalDate LastDay => EndExclusive.PlusDays(-1);

    /// <summary>Gets the length in days.</summary>
    public int Length => Period.DaysBetween(Start, EndExclusive);

    /// <summary>Makes a period.</summary>
    /// <param name="start">The first day.</param>
    /// <param name="endExclusive">The day after the last.</param>
    /// <returns>The period.</returns>
    /// <exception cref="RuleViolationException"><c>period.end_before_start</c>: there is no day in it.</exception>
    public static DatePeriod Create(LocalDate start, LocalDate endExclusive) =>
        start < endExclusive
            ? new(start, endExclusive)
            : throw new RuleViolationException(MoneyErrors.BadPeriod, $"A period from {start:R} must end after it starts, not before {endExclusive:R}: check the two dates.");

    /// <summary>Makes a period as people say it, both days included.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, included.</param>
    /// <returns>The period.</returns>
    /// <exception cref="RuleViolationException"><c>period.end_before_start</c>: the last day is before the first.</exception>
    public static DatePeriod Inclusive(LocalDate first, LocalDate last) => Create(first, last.PlusDays(1));

    /// <summary>Makes a period if there is a day in it.</summary>
    /// <param name="start">The first day.</param>
    /// <param name="endExclusive">The day after the last.</param>
    /// <returns>The period, or <see langword="null"/> when it would be empty.</returns>
    public static DatePeriod? TryCreate(LocalDate start, LocalDate endExclusive) => start < endExclusive ? new(start, endExclusive) : null;

    /// <summary>Tells whether a day lies in the period.</summary>
    /// <param name="date">The day.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(LocalDate date) => date >= Start && date < EndExclusive;

    /// <summary>Tells whether another period lies wholly in this one.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(DatePeriod other) => other.Start >= Start && other.EndExclusive <= EndExclusive;

    /// <summary>Gives the days that both have.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The common period, or <see langword="null"/> when there is none.</returns>
    public DatePeriod? Intersect(DatePeriod other) =>
        TryCreate(Start > other.Start ? Start : other.Start, EndExclusive < other.EndExclusive ? EndExclusive : other.EndExclusive);

    /// <summary>Cuts the period in two.</summary>
    /// <param name="date">The first day of the second part; strictly inside the period.</param>
    /// <returns>The days before, and the days from <paramref name="date"/> on.</returns>
    /// <exception cref="RuleViolationException"><c>period.end_before_start</c>: one part would be empty.</exception>
    public (DatePeriod Before, DatePeriod After) SplitAt(LocalDate date) => (Create(Start, date), Create(date, EndExclusive));

    /// <summary>Tells whether the two touch without overlapping.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether one starts on the day after the other's last.</returns>
    public bool IsAdjacentTo(DatePeriod other) => EndExclusive == other.Start || other.EndExclusive == Start;

    /// <summary>Writes the period in ISO 8601 with the end excluded, as <c>[2026-03-01, 2026-04-01)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"[{Start:R}, {EndExclusive:R})";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">Two dates, as <c>[2026-03-01, 2026-04-01)</c>.</param>
    /// <returns>The period.</returns>
    /// <exception cref="InvalidDataPsaException"><c>value.bad_text</c>: it isn't of that form.</exception>
    /// <exception cref="RuleViolationException"><c>period.end_before_start</c>.</exception>
    public static DatePeriod Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text is ['[', .. var dates, ')']
            && dates.Split(", ") is [var first, var after]
            && DateText.TryParse(first, out var start)
            && DateText.TryParse(after, out var end)
                ? Create(start, end)
                : throw new InvalidDataPsaException(MoneyErrors.BadText, $"'{text}' is no period: write it as '[2026-03-01, 2026-04-01)'.");
    }

    bool IMayBeUnset.IsUnset => this == default;

    JsonConverter IJsonConverterSource.CreateConverter() => new DatePeriodJsonConverter();
}

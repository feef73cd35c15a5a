using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>
/// A half-open run of days <c>[Start, EndExclusive)</c>, at least one day long: adjoining periods neither overlap nor leave a gap.
/// The default value is not a period: its <see cref="Length"/> is 0.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct DatePeriod : ISpanParsable<DatePeriod>, ISpanFormattable, IJsonConverterSource, IMayBeUnset
{
    private const string Separator = ", ";

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
    [Pure]
    public static DatePeriod Create(LocalDate start, LocalDate endExclusive) =>
        start < endExclusive
            ? new(start, endExclusive)
            : throw new RuleViolationException(MoneyErrors.BadPeriod, $"A period from {start:R} must end after it starts, not before {endExclusive:R}: check the two dates.");

    /// <summary>Makes a period as people say it, both days included.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, included.</param>
    /// <returns>The period.</returns>
    /// <exception cref="RuleViolationException"><c>period.end_before_start</c>: the last day is before the first.</exception>
    [Pure]
    public static DatePeriod Inclusive(LocalDate first, LocalDate last) => Create(first, last.PlusDays(1));

    /// <summary>Makes a period if there is a day in it.</summary>
    /// <param name="start">The first day.</param>
    /// <param name="endExclusive">The day after the last.</param>
    /// <returns>The period, or <see langword="null"/> when it would be empty.</returns>
    public static DatePeriod? TryCreate(LocalDate start, LocalDate endExclusive) => start < endExclusive ? new(start, endExclusive) : null;

    /// <summary>Tells whether a day lies in the period.</summary>
    /// <param name="date">The day.</param>
    /// <returns>Whether it does.</returns>
    [Pure]
    public bool Contains(LocalDate date) => date >= Start && date < EndExclusive;

    /// <summary>Tells whether another period lies wholly in this one.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether it does.</returns>
    [Pure]
    public bool Contains(DatePeriod other) => other.Start >= Start && other.EndExclusive <= EndExclusive;

    /// <summary>Gives the days that both have.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The common period, or <see langword="null"/> when there is none.</returns>
    [Pure]
    public DatePeriod? Intersect(DatePeriod other) =>
        TryCreate(Start > other.Start ? Start : other.Start, EndExclusive < other.EndExclusive ? EndExclusive : other.EndExclusive);

    /// <summary>Cuts the period in two.</summary>
    /// <param name="date">The first day of the second part; strictly inside the period.</param>
    /// <returns>The days before, and the days from <paramref name="date"/> on.</returns>
    /// <exception cref="RuleViolationException"><c>period.end_before_start</c>: one part would be empty.</exception>
    [Pure]
    public (DatePeriod Before, DatePeriod After) SplitAt(LocalDate date) => (Create(Start, date), Create(date, EndExclusive));

    /// <summary>Tells whether the two touch without overlapping.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether one starts on the day after the other's last.</returns>
    [Pure]
    public bool IsAdjacentTo(DatePeriod other) => EndExclusive == other.Start || other.EndExclusive == Start;

    /// <summary>Writes the period in ISO 8601 with the end excluded, as <c>[2026-03-01, 2026-04-01)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start:R}{Separator}{EndExclusive:R})");

    /// <summary>Gives the period in a format, the same in every culture.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/>: in ISO 8601 with the end excluded.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        ValueText.IsGeneral(format) ? ToString() : throw ValueText.UnknownFormat(format, "G");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">Two dates, as <c>[2026-03-01, 2026-04-01)</c>.</param>
    /// <returns>The period.</returns>
    /// <exception cref="FormatException">It isn't of that form, or ends before or when it starts.</exception>
    [Pure]
    public static DatePeriod Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static DatePeriod Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, "period: write it as '[2026-03-01, 2026-04-01)', with the day after the last");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">Two dates, as <c>[2026-03-01, 2026-04-01)</c>.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The period, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DatePeriod result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out DatePeriod)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out DatePeriod result)
    {
        DatePeriod? read = s is ['[', .. var dates, ')']
            && dates.IndexOf(Separator) is >= 0 and var comma
            && DateText.TryParse(dates[..comma], out var start)
            && DateText.TryParse(dates[(comma + Separator.Length)..], out var end)
            && TryCreate(start, end) is { } period
                ? period
                : null;
        result = read.GetValueOrDefault();
        return read is not null;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        !ValueText.IsGeneral(format)
            ? throw ValueText.UnknownFormat(format, "G")
            : destination.TryWrite(CultureInfo.InvariantCulture, $"[{Start:R}{Separator}{EndExclusive:R})", out charsWritten);

    static DatePeriod IParsable<DatePeriod>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static DatePeriod ISpanParsable<DatePeriod>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    bool IMayBeUnset.IsUnset => this == default;

    JsonConverter IJsonConverterSource.CreateConverter() => new DatePeriodJsonConverter();
}

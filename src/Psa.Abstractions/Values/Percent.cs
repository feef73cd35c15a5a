using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>A percentage as people say it: <c>Percent.Of(20)</c> is 20 %, not 0.2. The default value is 0 %.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Percent : IComparable<Percent>, ISpanParsable<Percent>, ISpanFormattable, IJsonConverterSource
{
    internal const string Format = "0.######";

    private const string Sign = "%";

    private Percent(decimal value) => Value = value;

    /// <summary>Gets the number before the percent sign: 20 for 20 %.</summary>
    public decimal Value { get; }

    /// <summary>Makes a percentage.</summary>
    /// <param name="value">The number before the percent sign, with up to 6 decimals; may be negative.</param>
    /// <returns>The percentage.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: more than 6 decimals.</exception>
    [Pure]
    public static Percent Of(decimal value) => new(Decimals.Trimmed(Decimals.Require(value, Decimals.OfPercents, "percentage")));

    /// <inheritdoc/>
    public int CompareTo(Percent other) => Value.CompareTo(other.Value);

    /// <summary>Writes it culture-free, as <c>20 %</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString(Format, CultureInfo.InvariantCulture) + " " + Sign;

    /// <summary>Gives the percentage in a format, the same in every culture.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/>: <c>20 %</c>; <c>A</c>: the number alone, <c>20</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        ValueText.IsGeneral(format) ? ToString()
        : ValueText.IsAmount(format) ? Value.ToString(Format, CultureInfo.InvariantCulture)
        : throw ValueText.UnknownFormat(format, "G or A");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">A number, a space and a percent sign, as <c>20 %</c>; the sign may be left out.</param>
    /// <returns>The percentage.</returns>
    /// <exception cref="FormatException">It isn't of that form, or has more than 6 decimals.</exception>
    [Pure]
    public static Percent Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static Percent Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, "percentage: write it as '20 %', with at most 6 decimals");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">A number, a space and a percent sign, as <c>20 %</c>; the sign may be left out.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The percentage, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Percent result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Percent)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Percent result)
    {
        var isPercent = DecimalText.TryParse(s is [.. var number, ' ', '%'] ? number : s, out var value) && Decimals.Fits(value, Decimals.OfPercents);
        result = isPercent ? Of(value) : default;
        return isPercent;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ValueText.IsGeneral(format) ? ValueText.TryWrite(Value, Format, Sign, destination, out charsWritten)
            : ValueText.IsAmount(format) ? ValueText.TryWrite(Value, Format, [], destination, out charsWritten)
            : throw ValueText.UnknownFormat(format, "G or A");

    static Percent IParsable<Percent>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Percent ISpanParsable<Percent>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    JsonConverter IJsonConverterSource.CreateConverter() => new PercentJsonConverter();

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less.</returns>
    public static bool operator <(Percent left, Percent right) => left.Value < right.Value;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less or the same.</returns>
    public static bool operator <=(Percent left, Percent right) => left.Value <= right.Value;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more.</returns>
    public static bool operator >(Percent left, Percent right) => left.Value > right.Value;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more or the same.</returns>
    public static bool operator >=(Percent left, Percent right) => left.Value >= right.Value;
}

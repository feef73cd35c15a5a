using System.Globalization;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>A percentage as people say it: <c>Percent.Of(20)</c> is 20 %, not 0.2. The default value is 0 %.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Percent : IComparable<Percent>, IJsonConverterSource
{
    internal const string Format = "0.######";

    private Percent(decimal value) => Value = value;

    /// <summary>Gets the number before the percent sign: 20 for 20 %.</summary>
    public decimal Value { get; }

    /// <summary>Makes a percentage.</summary>
    /// <param name="value">The number before the percent sign, with up to 6 decimals; may be negative.</param>
    /// <returns>The percentage.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: more than 6 decimals.</exception>
    public static Percent Of(decimal value) => new(Decimals.Trimmed(Decimals.Require(value, Decimals.OfPercents, "percentage")));

    /// <inheritdoc/>
    public int CompareTo(Percent other) => Value.CompareTo(other.Value);

    /// <summary>Writes it culture-free, as <c>20 %</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString(Format, CultureInfo.InvariantCulture) + " %";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">A number, a space and a percent sign; the sign may be left out.</param>
    /// <returns>The percentage.</returns>
    /// <exception cref="InvalidDataPsaException"><c>value.bad_text</c>: it isn't of that form.</exception>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>.</exception>
    public static Percent Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = text.EndsWith(" %", StringComparison.Ordinal) ? text.AsSpan(..^2) : text;
        return DecimalText.TryParse(number, out var value)
            ? Of(value)
            : throw new InvalidDataPsaException(MoneyErrors.BadText, $"'{text}' is no percentage: write it as '20 %'.");
    }

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

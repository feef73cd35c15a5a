using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// A price per unit with up to 12 decimals. It is never rounded by itself: <see cref="Extend"/> is where a price becomes money.
/// The default value is zero of no currency.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct UnitPrice : ISpanParsable<UnitPrice>, ISpanFormattable, IJsonConverterSource, IMayBeUnset
{
    internal const string Format = "0.############";

    private UnitPrice(decimal amount, Currency currency)
    {
        Amount = amount;
        Currency = currency;
    }

    /// <summary>Gets the price of one unit, in the currency's main unit.</summary>
    public decimal Amount { get; }

    /// <summary>Gets the currency.</summary>
    public Currency Currency { get; }

    /// <summary>Makes a price.</summary>
    /// <param name="amount">The price of one unit in the currency's main unit, with up to 12 decimals; may be negative (a credit).</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The price.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: more than 12 decimals.</exception>
    [Pure]
    public static UnitPrice Of(decimal amount, Currency currency) => new(Decimals.Trimmed(Decimals.Require(amount, Decimals.OfPrices, "price")), currency);

    /// <summary>Gives the price that an exact amount makes for one: rounded half up to 12 decimals where it has more.</summary>
    internal static UnitPrice Round(in ExactAmount amount)
    {
        var (mantissa, scale) = (amount.Mantissa, amount.Scale);
        if (scale > Decimals.OfPrices)
        {
            var unit = BigInteger.Pow(10, scale - Decimals.OfPrices);
            var quotient = BigInteger.DivRem(mantissa, unit, out var rest);
            (mantissa, scale) = (BigInteger.Abs(rest) * 2 >= unit ? quotient + rest.Sign : quotient, Decimals.OfPrices);
        }

        while (scale > 0 && BigInteger.Remainder(mantissa, 10).IsZero)
        {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }

        return new((decimal)mantissa / (decimal)ExactInteger.PowerOfTen(scale), amount.Currency);
    }

    /// <summary>Multiplies by a quantity and rounds once.</summary>
    /// <param name="quantity">How many units.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The money: 0.0750 × 3 = 0.225 → 0.23 with <see cref="Rounding.HalfUp"/>.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: more than money can hold.</exception>
    [Pure]
    public Money Extend(decimal quantity, Rounding rounding) => Times(quantity).Round(rounding);

    /// <summary>Multiplies by a quantity without rounding.</summary>
    /// <param name="quantity">How many units.</param>
    /// <returns>The exact amount.</returns>
    [Pure]
    public ExactAmount Times(decimal quantity) => ExactAmount.Of(Amount, quantity, Currency);

    /// <summary>Writes price and currency culture-free, as <c>0.075 EUR</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Currency.IsNone ? "0" : $"{Amount.ToString(Format, CultureInfo.InvariantCulture)} {Currency}";

    /// <summary>Gives the price in a format, the same in every culture.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/>: price and currency, <c>0.075 EUR</c>; <c>A</c>: the price alone, <c>0.075</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        ValueText.IsGeneral(format) ? ToString()
        : ValueText.IsAmount(format) ? Amount.ToString(Format, CultureInfo.InvariantCulture)
        : throw ValueText.UnknownFormat(format, "G or A");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">A price, a space and a currency code, as <c>0.075 EUR</c>.</param>
    /// <returns>The price.</returns>
    /// <exception cref="FormatException">It isn't of that form, the currency is unknown, or there are more than 12 decimals.</exception>
    [Pure]
    public static UnitPrice Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static UnitPrice Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, "price: write it as '0.075 EUR', with a currency of ISO 4217 and at most 12 decimals");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">A price, a space and a currency code, as <c>0.075 EUR</c>.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The price, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UnitPrice result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out UnitPrice)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out UnitPrice result)
    {
        var isPrice = ValueText.TryReadAmount(s, out var amount, out var currency) && Decimals.Fits(amount, Decimals.OfPrices);
        result = isPrice ? Of(amount, currency) : default;
        return isPrice;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ValueText.IsGeneral(format) ? ValueText.TryWrite(Amount, Format, Currency.Code, destination, out charsWritten)
            : ValueText.IsAmount(format) ? ValueText.TryWrite(Amount, Format, [], destination, out charsWritten)
            : throw ValueText.UnknownFormat(format, "G or A");

    static UnitPrice IParsable<UnitPrice>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static UnitPrice ISpanParsable<UnitPrice>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    bool IMayBeUnset.IsUnset => Currency.IsNone;

    JsonConverter IJsonConverterSource.CreateConverter() => new UnitPriceJsonConverter();
}

using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// A price per unit with up to 12 decimals. It is never rounded by itself: <see cref="Extend"/> is where a price becomes money.
/// The default value is zero of no currency.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct UnitPrice : IJsonConverterSource, IMayBeUnset
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
    public Money Extend(decimal quantity, Rounding rounding) => Times(quantity).Round(rounding);

    /// <summary>Multiplies by a quantity without rounding.</summary>
    /// <param name="quantity">How many units.</param>
    /// <returns>The exact amount.</returns>
    public ExactAmount Times(decimal quantity) => ExactAmount.Of(Amount, Currency).Times(quantity);

    /// <summary>Writes price and currency culture-free, as <c>0.075 EUR</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Currency.IsNone ? "0" : $"{Amount.ToString(Format, CultureInfo.InvariantCulture)} {Currency}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">A price, a space and a currency code.</param>
    /// <returns>The price.</returns>
    /// <exception cref="InvalidDataPsaException"><c>value.bad_text</c>: it isn't of that form.</exception>
    /// <exception cref="RuleViolationException"><c>money.unknown_currency</c>, <c>money.too_many_decimals</c>.</exception>
    public static UnitPrice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ') is [var amount, var code] && DecimalText.TryParse(amount, out var value)
            ? Of(value, Currency.FromCode(code))
            : throw new InvalidDataPsaException(MoneyErrors.BadText, $"'{text}' is no price: write it as '0.075 EUR'.");
    }

    bool IMayBeUnset.IsUnset => Currency.IsNone;

    JsonConverter IJsonConverterSource.CreateConverter() => new UnitPriceJsonConverter();
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// Whole minor units of a currency, 16 bytes: un-rounded money can't exist. Arithmetic is exact and checked,
/// and throws <see cref="CurrencyMismatchException"/> across currencies, zero or not. The default value is zero of no currency; arithmetic with real money refuses it.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Money
    : IComparable<Money>, IAdditionOperators<Money, Money, Money>, ISubtractionOperators<Money, Money, Money>, IUnaryNegationOperators<Money, Money>,
        ISpanParsable<Money>, ISpanFormattable, IJsonConverterSource, IMayBeUnset
{
    private Money(long minorUnits, Currency currency)
    {
        MinorUnits = minorUnits;
        Currency = currency;
    }

    /// <summary>Gets the amount in minor units: cents of EUR, whole JPY.</summary>
    public long MinorUnits { get; }

    /// <summary>Gets the currency.</summary>
    public Currency Currency { get; }

    /// <summary>Gets the amount in the main unit, with the currency's decimals: 12.34.</summary>
    public decimal Amount => Currency.IsNone ? 0m : new decimal(MinorUnits) / CurrencyTable.Scale(Currency.MinorUnits);

    /// <summary>Gets whether the amount is zero.</summary>
    public bool IsZero => MinorUnits == 0;

    /// <summary>Gets −1, 0 or 1.</summary>
    public int Sign => Math.Sign(MinorUnits);

    /// <summary>Gives zero of a currency.</summary>
    /// <param name="currency">The currency.</param>
    /// <returns>Zero.</returns>
    [Pure]
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Makes money of minor units.</summary>
    /// <param name="minorUnits">Cents of EUR, whole JPY.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The money.</returns>
    [Pure]
    public static Money FromMinorUnits(long minorUnits, Currency currency) => new(minorUnits, currency);

    /// <summary>Makes money of an amount that is already whole minor units.</summary>
    /// <param name="amount">In the main unit; trailing zeros are fine, extra decimals are not.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The money.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: use <see cref="Round"/> and say how; <c>money.overflow</c>.</exception>
    [Pure]
    public static Money Of(decimal amount, Currency currency)
    {
        var rounded = Round(amount, currency, Rounding.Down);
        return rounded.Amount == amount
            ? rounded
            : throw new RuleViolationException(
                MoneyErrors.TooManyDecimals,
                FormattableString.Invariant($"{amount} {currency} has more than {currency.MinorUnits} decimals: use Money.Round and say how to round."));
    }

    /// <summary>Makes money of any amount by rounding it.</summary>
    /// <param name="amount">In the main unit.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The money.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    [Pure]
    public static Money Round(decimal amount, Currency currency, Rounding rounding) => ExactAmount.Of(amount, currency).Round(rounding);

    /// <summary>Multiplies by a fraction and rounds once: proration by hand, exact until the end.</summary>
    /// <param name="numerator">For example the days used.</param>
    /// <param name="denominator">For example the days of the period; positive.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The share.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    [Pure]
    public Money Scale(long numerator, long denominator, Rounding rounding)
    {
        var total = new RunningTotal(Currency);
        total.Add(ExactAmount.Of(this), numerator);
        return total.Round(denominator, rounding);
    }

    /// <summary>
    /// Splits the amount in proportion to weights without losing or inventing a unit: every share is cut down, and what is left goes, a unit each,
    /// to the largest remainders, ties to the first. The shares always sum to the whole; a negative amount splits as its positive does.
    /// </summary>
    /// <param name="weights">At least one; zero or of one sign, not all zero.</param>
    /// <param name="shares">Takes the shares; as long as <paramref name="weights"/>.</param>
    /// <exception cref="RuleViolationException"><c>money.bad_weights</c>: all zero, or of both signs.</exception>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Allocate(ReadOnlySpan<long> weights, Span<Money> shares) => Allocation.Allocate(this, weights, shares);

    /// <summary>Splits the amount in proportion to weights, as <see cref="Allocate(ReadOnlySpan{long}, Span{Money})"/> does.</summary>
    /// <param name="weights">At least one; zero or of one sign, not all zero.</param>
    /// <returns>The shares, one a weight.</returns>
    /// <exception cref="RuleViolationException"><c>money.bad_weights</c>: all zero, or of both signs.</exception>
    [Pure]
    public Money[] Allocate(params ReadOnlySpan<long> weights)
    {
        var shares = new Money[weights.Length];
        Allocation.Allocate(this, weights, shares);
        return shares;
    }

    /// <summary>Gives the amount without its sign.</summary>
    /// <returns>The amount, positive or zero.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: the least amount has no opposite.</exception>
    [Pure]
    public Money Abs() => MinorUnits < 0 ? -this : this;

    /// <summary>Gives the less of two amounts of one currency.</summary>
    [Pure]
    internal static Money Min(Money one, Money other) => one < other ? one : other;

    /// <summary>Gives the greater of two amounts of one currency.</summary>
    [Pure]
    internal static Money Max(Money one, Money other) => one > other ? one : other;

    /// <inheritdoc/>
    /// <exception cref="CurrencyMismatchException">The other is of another currency.</exception>
    public int CompareTo(Money other)
    {
        RequireSame(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>Writes amount and currency culture-free, as <c>12.34 EUR</c>.</summary>
    /// <returns>The text; <see cref="Parse(string)"/> reads it back.</returns>
    public override string ToString() =>
        Currency.IsNone ? "0" : string.Create(CultureInfo.InvariantCulture, $"{AmountText()} {Currency}");

    /// <summary>Writes the amount alone with all its decimals, culture-free, as <c>12.30</c>.</summary>
    /// <returns>The text.</returns>
    [Pure]
    public string AmountText() => Currency.IsNone ? "0" : Amount.ToString(CurrencyTable.Format(Currency.MinorUnits), CultureInfo.InvariantCulture);

    /// <summary>Gives the amount in a format, the same in every culture.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/>: amount and currency, <c>12.30 EUR</c>; <c>A</c>: the amount alone, <c>12.30</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    [Pure]
    public string ToString(string? format) =>
        ValueText.IsGeneral(format) ? ToString()
        : ValueText.IsAmount(format) ? AmountText()
        : throw ValueText.UnknownFormat(format, "G or A");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture.</summary>
    /// <param name="s">An amount, a space and a currency code, as <c>12.34 EUR</c>.</param>
    /// <returns>The money.</returns>
    /// <exception cref="FormatException">It isn't of that form, the currency is unknown, has fewer decimals, or the amount doesn't fit.</exception>
    [Pure]
    public static Money Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    [Pure]
    public static Money Parse(ReadOnlySpan<char> s) =>
        TryParse(s, null, out var result) ? result : throw ValueText.NoValue(s, "amount of money: write it as '12.34 EUR', with a currency of ISO 4217 and no more decimals than it has");

    /// <summary>Reads what <see cref="ToString()"/> writes, whatever the culture, and never throws.</summary>
    /// <param name="s">An amount, a space and a currency code, as <c>12.34 EUR</c>.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The money, or the default value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Money result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Money)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Money result)
    {
        if (ValueText.TryReadAmount(s, out var amount, out var currency))
        {
            return TryOf(amount, currency, out result);
        }

        result = default;
        return false;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Currency.IsNone ? ValueText.TryCopy(ToString(format.ToString()), destination, out charsWritten)
            : ValueText.IsGeneral(format) ? ValueText.TryWrite(Amount, CurrencyTable.Format(Currency.MinorUnits), Currency.Code, destination, out charsWritten)
            : ValueText.IsAmount(format) ? ValueText.TryWrite(Amount, CurrencyTable.Format(Currency.MinorUnits), [], destination, out charsWritten)
            : throw ValueText.UnknownFormat(format, "G or A");

    static Money IParsable<Money>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Money ISpanParsable<Money>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    bool IMayBeUnset.IsUnset => Currency.IsNone;

    JsonConverter IJsonConverterSource.CreateConverter() => new MoneyJsonConverter();

    /// <summary>Adds.</summary><param name="left">One.</param><param name="right">The other, of the same currency.</param><returns>The sum.</returns>
    public static Money operator +(Money left, Money right)
    {
        RequireSame(left, right);
        var sum = unchecked(left.MinorUnits + right.MinorUnits);
        return ((left.MinorUnits ^ sum) & (right.MinorUnits ^ sum)) < 0 ? new(ExactInteger.ThrowOverflow(), left.Currency) : new(sum, left.Currency);
    }

    /// <summary>Subtracts.</summary><param name="left">From this.</param><param name="right">This, of the same currency.</param><returns>The difference.</returns>
    public static Money operator -(Money left, Money right)
    {
        RequireSame(left, right);
        var difference = unchecked(left.MinorUnits - right.MinorUnits);
        return ((left.MinorUnits ^ right.MinorUnits) & (left.MinorUnits ^ difference)) < 0 ? new(ExactInteger.ThrowOverflow(), left.Currency) : new(difference, left.Currency);
    }

    /// <summary>Changes the sign.</summary><param name="value">The amount.</param><returns>Its opposite.</returns>
    public static Money operator -(Money value) =>
        value.MinorUnits == long.MinValue ? new(ExactInteger.ThrowOverflow(), value.Currency) : new(-value.MinorUnits, value.Currency);

    /// <summary>Compares amounts of one currency.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less.</returns>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares amounts of one currency.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less or the same.</returns>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares amounts of one currency.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more.</returns>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares amounts of one currency.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more or the same.</returns>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Writes what <see cref="AmountText"/> gives as bytes, and returns how many.</summary>
    internal int FormatAmount(Span<byte> text)
    {
        if (Currency.IsNone)
        {
            return 0;
        }

        // from the minor units as they are: a decimal would be divided and formatted by a pattern
        var (decimals, start) = (Currency.MinorUnits, 0);
        if (MinorUnits < 0)
        {
            text[start++] = (byte)'-';
        }

        var (whole, rest) = Math.DivRem((ulong)Int128.Abs(MinorUnits), (ulong)CurrencyTable.Scale(decimals));
        _ = whole.TryFormat(text[start..], out var length, provider: CultureInfo.InvariantCulture);
        length += start;
        if (decimals > 0)
        {
            text[length++] = (byte)'.';
            for (var place = length + decimals - 1; place >= length; place--)
            {
                (rest, var digit) = Math.DivRem(rest, 10UL);
                text[place] = (byte)('0' + digit);
            }

            length += decimals;
        }

        return length;
    }

    /// <summary>Makes money of an amount if it is whole minor units that fit.</summary>
    internal static bool TryOf(decimal amount, Currency currency, out Money money)
    {
        var scale = CurrencyTable.Scale(currency.MinorUnits);
        var rounded = decimal.Round(amount, currency.MinorUnits, MidpointRounding.ToZero);
        var isWhole = rounded == amount && rounded >= long.MinValue / (decimal)scale && rounded <= long.MaxValue / (decimal)scale;
        money = isWhole ? new((long)(rounded * scale), currency) : default;
        return isWhole;
    }

    private static void RequireSame(Money left, Money right)
    {
        if (left.Currency != right.Currency)
        {
            throw new CurrencyMismatchException(left.Currency, right.Currency);
        }
    }
}

using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// An exact amount of a currency with all its decimals, before the one rounding: price × quantity, less discounts.
/// It becomes <see cref="Money"/> only by <see cref="Round"/> or through a <see cref="RunningTotal"/>. The default value is zero of no currency.
/// </summary>
/// <remarks>A word of 64 bits carries it in all ordinary cases and is multiplied as one; what needs more is carried in 128 bits, beyond those as a big integer, and never cut.</remarks>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly struct ExactAmount : IEquatable<ExactAmount>, IComparable<ExactAmount>, IJsonConverterSource, IMayBeUnset
{
    // the mantissa in two words, since an Int128 would make this a quarter larger; while the low one suffices, the high one only repeats its sign
    private readonly long _low;
    private readonly long _high;
    private readonly StrongBox<BigInteger>? _wide; // of what 128 bits can't hold: so seldom that it may cost an object
    private readonly short _scale;

    private ExactAmount(long high, long low, int scale, Currency currency)
    {
        _high = high;
        _low = low;
        _scale = (short)scale;
        Currency = currency;
    }

    private ExactAmount(Int128 mantissa, int scale, Currency currency)
        : this(unchecked((long)(mantissa >> 64)), unchecked((long)mantissa), scale, currency)
    {
    }

    private ExactAmount(BigInteger wide, int scale, Currency currency)
    {
        _wide = new(wide);
        _scale = (short)scale;
        Currency = currency;
    }

    /// <summary>Gets the currency.</summary>
    public Currency Currency { get; }

    /// <summary>Gets −1, 0 or 1.</summary>
    public int Sign => _wide is { } wide ? wide.Value.Sign : Int128.Sign(NarrowMantissa);

    /// <summary>Gets whether the amount is zero.</summary>
    public bool IsZero => Sign == 0;

    /// <summary>Gets the mantissa of one for which <see cref="IsWide"/> doesn't hold.</summary>
    internal Int128 NarrowMantissa => unchecked(new((ulong)_high, (ulong)_low));

    internal BigInteger Mantissa => _wide is { } wide ? wide.Value : (BigInteger)NarrowMantissa;

    internal int Scale => _scale;

    internal bool IsWide => _wide is not null;

    /// <summary>Gets whether a word holds the mantissa.</summary>
    internal bool IsWord => _high == _low >> 63 && _wide is null;

    /// <summary>Gets the mantissa of one for which <see cref="IsWord"/> holds.</summary>
    internal long WordMantissa => _low;

    /// <summary>Gives zero of a currency.</summary>
    /// <param name="currency">The currency.</param>
    /// <returns>Zero.</returns>
    [Pure]
    public static ExactAmount Zero(Currency currency) => new(Int128.Zero, 0, currency);

    /// <summary>Gives a decimal amount as it is.</summary>
    /// <param name="amount">In the currency's main unit; 12.345 is twelve euro and thirty-four and a half cents.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The amount.</returns>
    [Pure]
    public static ExactAmount Of(decimal amount, Currency currency) => new(ExactInteger.Mantissa(amount, out var scale), scale, currency);

    /// <summary>Gives money as an exact amount.</summary>
    /// <param name="money">The money.</param>
    /// <returns>The same amount.</returns>
    [Pure]
    public static ExactAmount Of(Money money) => Of(money.MinorUnits, money.Currency.MinorUnits, money.Currency);

    /// <summary>Multiplies by a number of units, a factor or a fraction, exactly.</summary>
    /// <param name="factor">The factor.</param>
    /// <returns>The product, all digits kept.</returns>
    [Pure]
    public ExactAmount Times(decimal factor)
    {
        var other = ExactInteger.Mantissa(factor, out var scale);
        if (IsWord && ExactInteger.IsWord(other))
        {
            var high = Math.BigMul(_low, unchecked((long)other), out var low);
            return new(high, low, _scale + scale, Currency);
        }

        return Product(other, scale);
    }

    /// <summary>Takes a share of the amount.</summary>
    /// <param name="percent">How much of it: 20 % of 50.00 is 10.00.</param>
    /// <returns>The share, all digits kept.</returns>
    [Pure]
    public ExactAmount Times(Percent percent)
    {
        var product = Times(percent.Value);
        return product._wide is { } wide ? new(wide.Value, product._scale + 2, Currency) : new(product._high, product._low, product._scale + 2, Currency);
    }

    /// <summary>Gives a price times a quantity.</summary>
    internal static ExactAmount Of(decimal price, decimal quantity, Currency currency)
    {
        var (one, other) = (ExactInteger.Mantissa(price, out var scale), ExactInteger.Mantissa(quantity, out var otherScale));
        if (ExactInteger.IsWord(one) && ExactInteger.IsWord(other))
        {
            var high = Math.BigMul(unchecked((long)one), unchecked((long)other), out var low);
            return new(high, low, scale + otherScale, currency);
        }

        return new ExactAmount(one, scale, currency).Product(other, otherScale);
    }

    /// <summary>Gives the amount of a mantissa that a word holds.</summary>
    internal static ExactAmount Of(long mantissa, int scale, Currency currency) => new(mantissa >> 63, mantissa, scale, currency);

    /// <summary>Gives the amount of a mantissa of any size.</summary>
    internal static ExactAmount Of(BigInteger mantissa, int scale, Currency currency) =>
        mantissa.GetBitLength() < 126 ? new((Int128)mantissa, scale, currency) : new(mantissa, scale, currency);

    /// <summary>Gives the same figure in another currency: what was multiplied by the rate between the two.</summary>
    internal ExactAmount In(Currency currency) => _wide is { } wide ? new(wide.Value, _scale, currency) : new(_high, _low, _scale, currency);

    /// <summary>Multiplies by whole units.</summary>
    internal ExactAmount Times(long units) => Product(units, 0);

    /// <summary>Rounds to whole minor units: the one place where digits go.</summary>
    /// <param name="rounding">How.</param>
    /// <returns>The money.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: more than money can hold.</exception>
    [Pure]
    public Money Round(Rounding rounding)
    {
        var total = new RunningTotal(Currency);
        total.Add(this, 1);
        return total.Round(1, rounding);
    }

    /// <inheritdoc/>
    public int CompareTo(ExactAmount other)
    {
        if (Currency != other.Currency)
        {
            throw new CurrencyMismatchException(Currency, other.Currency);
        }

        return (this - other).Sign;
    }

    /// <inheritdoc/>
    public bool Equals(ExactAmount other) => Currency == other.Currency && (this - other).IsZero;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactAmount other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var (mantissa, scale) = (Mantissa, (int)_scale);
        while (scale > 0 && BigInteger.Remainder(mantissa, 10).IsZero)
        {
            mantissa /= 10;
            scale--;
        }

        return HashCode.Combine(mantissa, scale, Currency);
    }

    /// <summary>Writes all digits and the currency, culture-free: <c>12.345 EUR</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Currency.IsNone ? "0" : $"{AmountText()} {Currency}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">An amount with any number of digits, a space and a currency code.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="FormatException">It isn't of that form, or the currency is unknown.</exception>
    [Pure]
    public static ExactAmount Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ') is [var amount, var code] && Currency.TryFromCode(code, out var currency) && TryParse(amount, currency, out var value)
            ? value
            : throw ValueText.NoValue(text, "amount: write it as '12.345 EUR', with a currency of ISO 4217");
    }

    /// <summary>Divides and rounds to whole minor units, when a word doesn't hold what that takes.</summary>
    internal long MinorUnits(long divisor, Rounding rounding)
    {
        var shift = _scale - Currency.MinorUnits;
        if (_wide is null && Math.Abs(shift) < ExactInteger.MaxPower)
        {
            var factor = ExactInteger.PowerOfTen(Math.Abs(shift));
            if (shift >= 0 && ExactInteger.Bits(factor) + ExactInteger.Bits(divisor) <= 126)
            {
                return ExactInteger.DivideRound(NarrowMantissa, factor * divisor, rounding);
            }

            if (shift < 0 && ExactInteger.Bits(NarrowMantissa) + ExactInteger.Bits(factor) <= 126)
            {
                return ExactInteger.DivideRound(NarrowMantissa * factor, divisor, rounding);
            }
        }

        var (numerator, denominator) = (Mantissa, (BigInteger)divisor);
        if (shift >= 0)
        {
            denominator *= BigInteger.Pow(10, shift);
        }
        else
        {
            numerator *= BigInteger.Pow(10, -shift);
        }

        return ExactInteger.DivideRound(numerator, denominator, rounding);
    }

    private ExactAmount Product(Int128 factor, int scale) =>
        _wide is null && ExactInteger.Bits(NarrowMantissa) + ExactInteger.Bits(factor) <= 126
            ? new(NarrowMantissa * factor, _scale + scale, Currency)
            : new(Mantissa * (BigInteger)factor, _scale + scale, Currency);

    /// <summary>Writes the amount alone with all its digits, culture-free.</summary>
    internal string AmountText()
    {
        var digits = BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture).PadLeft(_scale + 1, '0');
        var text = _scale == 0 ? digits : $"{digits.AsSpan(..^_scale)}.{digits.AsSpan(^_scale..)}";
        return Sign < 0 ? "-" + text : text;
    }

    /// <summary>Reads what <see cref="AmountText"/> writes: any number of digits, no exponent.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, Currency currency, out ExactAmount value)
    {
        value = default;
        if (text.Length > short.MaxValue || text is [.., '.'] or ['.', ..] or ['-', '.', ..])
        {
            return false;
        }

        var point = text.IndexOf('.');
        var digits = point < 0 ? text : $"{text[..point]}{text[(point + 1)..]}";
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa))
        {
            return false;
        }

        var scale = point < 0 ? 0 : text.Length - point - 1;
        value = Of(mantissa, scale, currency);
        return true;
    }

    bool IMayBeUnset.IsUnset => Currency.IsNone;

    JsonConverter IJsonConverterSource.CreateConverter() => new ExactAmountJsonConverter();

    /// <summary>Adds exactly.</summary><param name="left">One.</param><param name="right">The other, of the same currency.</param><returns>The sum.</returns>
    public static ExactAmount operator +(ExactAmount left, ExactAmount right)
    {
        if (left.Currency != right.Currency)
        {
            throw new CurrencyMismatchException(left.Currency, right.Currency);
        }

        var scale = Math.Max(left._scale, right._scale);
        if (left.IsWord && right.IsWord && ExactInteger.TryShift(left._low, scale - left._scale, out var one) && ExactInteger.TryShift(right._low, scale - right._scale, out var other))
        {
            return new(unchecked((Int128)one + other), scale, left.Currency);
        }

        return AddBeyondWords(left, right, scale);
    }

    private static ExactAmount AddBeyondWords(in ExactAmount left, in ExactAmount right, int scale)
    {
        var (upLeft, upRight) = (scale - left._scale, scale - right._scale);
        if (left._wide is null && right._wide is null && upLeft <= ExactInteger.MaxPower && upRight <= ExactInteger.MaxPower)
        {
            var (factorLeft, factorRight) = (ExactInteger.PowerOfTen(upLeft), ExactInteger.PowerOfTen(upRight));
            if (ExactInteger.Bits(left.NarrowMantissa) + ExactInteger.Bits(factorLeft) <= 125
                && ExactInteger.Bits(right.NarrowMantissa) + ExactInteger.Bits(factorRight) <= 125)
            {
                return new((left.NarrowMantissa * factorLeft) + (right.NarrowMantissa * factorRight), scale, left.Currency);
            }
        }

        return new((left.Mantissa * BigInteger.Pow(10, upLeft)) + (right.Mantissa * BigInteger.Pow(10, upRight)), scale, left.Currency);
    }

    /// <summary>Changes the sign.</summary><param name="amount">The amount.</param><returns>Its opposite.</returns>
    public static ExactAmount operator -(ExactAmount amount) =>
        amount._wide is { } wide ? new(-wide.Value, amount._scale, amount.Currency) : new(-amount.NarrowMantissa, amount._scale, amount.Currency);

    /// <summary>Subtracts exactly.</summary><param name="left">From this.</param><param name="right">This, of the same currency.</param><returns>The difference.</returns>
    public static ExactAmount operator -(ExactAmount left, ExactAmount right) => left + (-right);

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether they are the same amount.</returns>
    public static bool operator ==(ExactAmount left, ExactAmount right) => left.Equals(right);

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether they differ.</returns>
    public static bool operator !=(ExactAmount left, ExactAmount right) => !left.Equals(right);

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less.</returns>
    public static bool operator <(ExactAmount left, ExactAmount right) => left.CompareTo(right) < 0;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less or the same.</returns>
    public static bool operator <=(ExactAmount left, ExactAmount right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more.</returns>
    public static bool operator >(ExactAmount left, ExactAmount right) => left.CompareTo(right) > 0;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more or the same.</returns>
    public static bool operator >=(ExactAmount left, ExactAmount right) => left.CompareTo(right) >= 0;
}

using System.Numerics;

namespace Psa.Adjustments;

/// <summary>An exact amount that perhaps has no end of decimals, such as twenty minutes at a price an hour: an amount divided by a whole number, in its lowest terms. It is rounded once, when it is summed.</summary>
internal readonly struct ExactQuotient
{
    // where it is shown; no sum is made of it
    private const int ShownDecimals = Decimals.OfQuantities;

    private ExactQuotient(ExactAmount value, BigInteger divisor) => (Value, Divisor) = (value, divisor);

    /// <summary>Gets what is divided.</summary>
    internal ExactAmount Value { get; }

    /// <summary>Gets by what: above zero, and 1 wherever decimals say it exactly.</summary>
    internal BigInteger Divisor { get; }

    /// <summary>Gets whether it is zero.</summary>
    internal bool IsZero => Value.IsZero;

    /// <summary>Gives zero of a currency.</summary>
    internal static ExactQuotient Zero(Currency currency) => Of(ExactAmount.Zero(currency));

    /// <summary>Gives an amount as it is.</summary>
    internal static ExactQuotient Of(ExactAmount value) => new(value, BigInteger.One);

    /// <summary>Divides an amount by a number above zero.</summary>
    internal static ExactQuotient Of(ExactAmount value, decimal divisor)
    {
        var whole = ExactInteger.Mantissa(divisor, out var scale);
        return whole == 1 && scale == 0 ? Of(value) : Lowest(value.Mantissa * BigInteger.Pow(10, scale), value.Scale, whole, value.Currency);
    }

    /// <summary>Multiplies by a whole number.</summary>
    internal ExactQuotient Times(long units) => Divisor.IsOne ? Of(Value.Times(units)) : Lowest(Value.Mantissa * units, Value.Scale, Divisor, Value.Currency);

    /// <summary>Multiplies by a rate, and gives what it comes to in another currency.</summary>
    internal ExactQuotient Into(Currency currency, decimal rate)
    {
        var into = Value.Times(rate).In(currency);
        return Divisor.IsOne ? Of(into) : Lowest(into.Mantissa, into.Scale, Divisor, currency);
    }

    /// <summary>Rounds to whole minor units.</summary>
    internal Money Round(Rounding rounding)
    {
        if (Divisor.IsOne)
        {
            return Value.Round(rounding);
        }

        var shift = Value.Scale - Value.Currency.MinorUnits;
        var numerator = Value.Mantissa * BigInteger.Pow(10, Math.Max(-shift, 0));
        return Money.FromMinorUnits(ExactInteger.DivideRound(numerator, Divisor * BigInteger.Pow(10, Math.Max(shift, 0)), rounding), Value.Currency);
    }

    /// <summary>Gives it with 15 decimals, half up, where decimals don't say it exactly.</summary>
    internal ExactAmount Shown()
    {
        if (Divisor.IsOne)
        {
            return Value;
        }

        var scale = Math.Max(Value.Scale, ShownDecimals);
        var twice = BigInteger.Abs(Value.Mantissa) * BigInteger.Pow(10, scale - Value.Scale) * 2;
        return ExactAmount.Of(Value.Sign * ((twice + Divisor) / (2 * Divisor)), scale, Value.Currency);
    }

    /// <summary>Adds exactly.</summary><param name="left">One.</param><param name="right">The other, of the same currency.</param><returns>The sum.</returns>
    public static ExactQuotient operator +(ExactQuotient left, ExactQuotient right)
    {
        if (left.Divisor.IsOne && right.Divisor.IsOne)
        {
            return Of(left.Value + right.Value);
        }

        var sum = Multiplied(left.Value, right.Divisor) + Multiplied(right.Value, left.Divisor);
        return Lowest(sum.Mantissa, sum.Scale, left.Divisor * right.Divisor, sum.Currency);
    }

    private static ExactAmount Multiplied(ExactAmount value, BigInteger factor) => ExactAmount.Of(value.Mantissa * factor, value.Scale, value.Currency);

    // twos and fives of the divisor are decimals
    private static ExactQuotient Lowest(BigInteger mantissa, int scale, BigInteger divisor, Currency currency)
    {
        var common = BigInteger.GreatestCommonDivisor(mantissa, divisor);
        (mantissa, divisor) = (mantissa / common, divisor / common);
        while (divisor.IsEven)
        {
            (mantissa, divisor, scale) = (mantissa * 5, divisor / 2, scale + 1);
        }

        while ((divisor % 5).IsZero)
        {
            (mantissa, divisor, scale) = (mantissa * 2, divisor / 5, scale + 1);
        }

        return new(ExactAmount.Of(mantissa, scale, currency), divisor);
    }
}

using System.Globalization;
using System.Numerics;

namespace Psa.Domain.Tests.Values;

/// <summary>The arithmetic of money as a schoolbook has it: fractions of big integers, rounded by their definition, slow and obvious.</summary>
internal readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    public static Fraction Of(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? new(BigInteger.Parse(text, CultureInfo.InvariantCulture), 1)
            : new(BigInteger.Parse(text.Remove(point, 1), CultureInfo.InvariantCulture), BigInteger.Pow(10, text.Length - point - 1));
    }

    public static Fraction operator *(Fraction left, Fraction right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>Rounds to a whole number: floor and ceiling, and which of the two the rounding means.</summary>
    public BigInteger Round(Rounding rounding)
    {
        var floor = BigInteger.Divide(Numerator - PositiveRemainder(), Denominator);
        if (PositiveRemainder().IsZero)
        {
            return floor;
        }

        var (towardsZero, away) = Numerator.Sign < 0 ? (floor + 1, floor) : (floor, floor + 1);
        var half = (2 * PositiveRemainder()).CompareTo(Denominator);
        var nearest = half < 0 ? floor : floor + 1;
        return rounding switch
        {
            Rounding.Up => away,
            Rounding.Down => towardsZero,
            Rounding.HalfUp => half == 0 ? away : nearest,
            Rounding.HalfEven => half == 0 ? (floor.IsEven ? floor : floor + 1) : nearest,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
    }

    private BigInteger PositiveRemainder()
    {
        var remainder = Numerator % Denominator;
        return remainder.Sign < 0 ? remainder + Denominator : remainder;
    }
}

/// <summary>What the code must answer: an amount, or that it doesn't fit.</summary>
internal static class Oracle
{
    public static BigInteger MinorUnits(Fraction amount, Currency currency, Rounding rounding) =>
        (amount * new Fraction(BigInteger.Pow(10, currency.MinorUnits), 1)).Round(rounding);

    /// <summary>Tells whether the code gives the expected minor units, or refuses as overflow what doesn't fit.</summary>
    public static bool Agrees(BigInteger expected, Currency currency, Func<Money> actual)
    {
        if (expected >= long.MinValue && expected <= long.MaxValue)
        {
            return actual() == Money.FromMinorUnits((long)expected, currency);
        }

        return Assert.Throws<RuleViolationException>(() => actual()).Code == MoneyErrors.Overflow;
    }
}

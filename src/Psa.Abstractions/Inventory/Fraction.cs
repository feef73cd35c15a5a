using System.Numerics;

namespace Psa.Inventory;

/// <summary>An exact share of something, zero or above, reduced. The default value is zero.</summary>
internal readonly record struct Fraction
{
    private readonly BigInteger _lessOne; // of the denominator, so that the default is zero and no division by it

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        _lessOne = (denominator / divisor) - 1;
    }

    /// <summary>Gets the whole.</summary>
    internal static Fraction One { get; } = new(1, 1);

    internal BigInteger Numerator { get; }

    internal BigInteger Denominator => _lessOne + 1;

    /// <summary>Gives a quotient.</summary>
    /// <param name="part">Zero or above.</param>
    /// <param name="whole">Above zero.</param>
    internal static Fraction Of(decimal part, decimal whole)
    {
        var numerator = (BigInteger)ExactInteger.Mantissa(part, out var partScale);
        var denominator = (BigInteger)ExactInteger.Mantissa(whole, out var wholeScale);
        return new(numerator * BigInteger.Pow(10, wholeScale), denominator * BigInteger.Pow(10, partScale));
    }

    /// <summary>Gives round(amount × this), halves away from zero.</summary>
    internal Money Of(Money amount) => Money.FromMinorUnits(ExactInteger.DivideRound(amount.MinorUnits * Numerator, Denominator, Rounding.HalfUp), amount.Currency);

    /// <summary>Subtracts, and stops at zero.</summary>
    internal Fraction Less(Fraction other)
    {
        var numerator = (Numerator * other.Denominator) - (other.Numerator * Denominator);
        return numerator.Sign <= 0 ? default : new(numerator, Denominator * other.Denominator);
    }

    /// <summary>Adds.</summary><param name="left">One.</param><param name="right">The other.</param><returns>The sum.</returns>
    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>Multiplies.</summary><param name="left">One.</param><param name="right">The other.</param><returns>The product.</returns>
    public static Fraction operator *(Fraction left, Fraction right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);
}

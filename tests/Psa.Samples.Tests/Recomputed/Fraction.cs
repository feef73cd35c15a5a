using System.Globalization;
using System.Numerics;

namespace Psa.Samples.Tests.Recomputed;

/// <summary>An exact fraction: the tests' own arithmetic, with nothing of the library's in it.</summary>
internal readonly struct Fraction : IEquatable<Fraction>
{
    private readonly BigInteger _denominator;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, _denominator) = (numerator / divisor, denominator / divisor);
    }

    public static Fraction Zero => default;

    public static Fraction One => new(1, 1);

    private BigInteger Numerator { get; }

    private BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public static implicit operator Fraction(int value) => new(value, 1);

    public static Fraction Of(BigInteger numerator, BigInteger denominator) => new(numerator, denominator);

    /// <summary>Takes a decimal as its digits say.</summary>
    public static Fraction Of(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    public static Fraction Parse(string text)
    {
        var parts = text.Split('.');
        var digits = parts.Length == 1 ? string.Empty : parts[1];
        return new(BigInteger.Parse(parts[0] + digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), BigInteger.Pow(10, digits.Length));
    }

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) => left + (right * -1);

    public static Fraction operator *(Fraction left, Fraction right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Fraction operator /(Fraction left, Fraction right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator <(Fraction left, Fraction right) => left.Numerator * right.Denominator < right.Numerator * left.Denominator;

    public static bool operator >(Fraction left, Fraction right) => right < left;

    public static bool operator ==(Fraction left, Fraction right) => left.Equals(right);

    public static bool operator !=(Fraction left, Fraction right) => !left.Equals(right);

    /// <summary>Gives the next whole number at or above it.</summary>
    public Fraction Ceiling() => new(-Floor(-Numerator, Denominator), 1);

    /// <summary>Rounds to decimals, halves away from zero.</summary>
    public Fraction Round(int decimals)
    {
        var scaled = BigInteger.Abs(Numerator) * BigInteger.Pow(10, decimals);
        var rounded = ((scaled * 2) + Denominator) / (Denominator * 2);
        return new(rounded * Numerator.Sign, BigInteger.Pow(10, decimals));
    }

    /// <summary>Cuts to decimals, towards zero.</summary>
    public Fraction Cut(int decimals) => new(BigInteger.Divide(Numerator * BigInteger.Pow(10, decimals), Denominator), BigInteger.Pow(10, decimals));

    /// <summary>Rounds to multiples of a step, halves away from zero.</summary>
    public Fraction RoundTo(Fraction step) => (this / step).Round(0) * step;

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => Denominator.IsOne ? Numerator.ToString(CultureInfo.InvariantCulture) : $"{Numerator}/{Denominator}";

    private static BigInteger Floor(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}

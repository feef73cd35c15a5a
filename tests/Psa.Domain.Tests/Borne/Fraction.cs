using System.Globalization;
using System.Numerics;

namespace Psa.Domain.Tests.Borne;

/// <summary>An exact fraction: the oracle's own arithmetic, with nothing of the library's in it.</summary>
internal readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (_numerator, _denominator) = (numerator / divisor, denominator / divisor);
    }

    public static Fraction Zero => default;

    /// <summary>Gets -1, 0 or 1.</summary>
    public int Sign => _numerator.Sign;

    private BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public static implicit operator Fraction(long value) => new(value, 1);

    public static implicit operator Fraction(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    public static Fraction Parse(string text)
    {
        var parts = text.Split('.');
        var digits = parts.Length == 1 ? string.Empty : parts[1];
        return new(BigInteger.Parse(parts[0] + digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), BigInteger.Pow(10, digits.Length));
    }

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left._numerator * right.Denominator) + (right._numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction value) => new(-value._numerator, value.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) => left + -right;

    public static Fraction operator *(Fraction left, Fraction right) => new(left._numerator * right._numerator, left.Denominator * right.Denominator);

    public static Fraction operator /(Fraction left, Fraction right) => new(left._numerator * right.Denominator, left.Denominator * right._numerator);

    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    public static bool operator ==(Fraction left, Fraction right) => left.CompareTo(right) == 0;

    public static bool operator !=(Fraction left, Fraction right) => left.CompareTo(right) != 0;

    public static Fraction Min(Fraction left, Fraction right) => left < right ? left : right;

    public static Fraction Max(Fraction left, Fraction right) => left > right ? left : right;

    /// <summary>Gives the next whole number at or above it.</summary>
    public Fraction Ceiling()
    {
        var quotient = BigInteger.DivRem(_numerator, Denominator, out var rest);
        return new(rest.Sign > 0 ? quotient + 1 : quotient, 1);
    }

    /// <summary>Rounds to decimals, halves away from zero.</summary>
    public Fraction Round(int decimals)
    {
        var scaled = BigInteger.Abs(_numerator) * BigInteger.Pow(10, decimals);
        return new(((scaled * 2) + Denominator) / (Denominator * 2) * _numerator.Sign, BigInteger.Pow(10, decimals));
    }

    /// <summary>Cuts to decimals, towards zero.</summary>
    public Fraction Cut(int decimals) => new(BigInteger.Divide(_numerator * BigInteger.Pow(10, decimals), Denominator), BigInteger.Pow(10, decimals));

    /// <summary>Gives it in units of so many decimals; it must be a whole number of them.</summary>
    public long InUnits(int decimals)
    {
        var units = this * new Fraction(BigInteger.Pow(10, decimals), 1);
        return units.Denominator.IsOne ? (long)units._numerator : throw new InvalidOperationException($"{this} has more than {decimals} decimals.");
    }

    public int CompareTo(Fraction other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);

    public bool Equals(Fraction other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_numerator, Denominator);

    public override string ToString() => Denominator.IsOne ? _numerator.ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"{_numerator}/{Denominator}");
}

using System.Globalization;
using System.Numerics;

namespace Psa.Conformance.Tests;

/// <summary>Exact fractions to compare expected and actual with; written independently of the library.</summary>
internal readonly record struct Rational
{
    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public static Rational Zero { get; } = new(0, 1);

    public static Rational One { get; } = new(1, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Rational Of(long numerator, long denominator) => new(numerator, denominator);

    /// <summary>Reads <c>3</c>, <c>14/28</c>, <c>-2/28</c> and sums such as <c>1+14/29</c>.</summary>
    public static Rational Parse(string text)
    {
        var sum = Zero;
        foreach (var term in text.Split('+'))
        {
            var parts = term.Split('/');
            sum += new Rational(BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? BigInteger.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
        }

        return sum;
    }

    public static Rational operator +(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static bool operator <(Rational left, Rational right) => left.Numerator * right.Denominator < right.Numerator * left.Denominator;

    public static bool operator >(Rational left, Rational right) => right < left;

    public override string ToString() => $"{Numerator}/{Denominator}";
}

using System.Globalization;
using System.Numerics;

namespace Psa.Conformance.Tests;

/// <summary>The fractions that cases are written with, in lowest terms: to compare 14/28 with 1/2, and a case's sum with its own items. No answer of ours is made of them.</summary>
internal readonly record struct Rational
{
    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Rational Of(long numerator, long denominator) => new(numerator, denominator);

    /// <summary>Reads <c>3</c>, <c>14/28</c>, <c>-2/28</c>, and <c>0.2</c> as 2/10.</summary>
    public static Rational Parse(string text)
    {
        if (text.Split('.') is [var whole, var decimals])
        {
            return new(BigInteger.Parse(whole + decimals, CultureInfo.InvariantCulture), BigInteger.Pow(10, decimals.Length));
        }

        var parts = text.Split('/');
        return new(BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? BigInteger.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    /// <summary>Reads the terms of <c>1+14/29</c>.</summary>
    public static IEnumerable<Rational> Terms(string text) => text.Split('+').Select(Parse);

    /// <summary>Adds up what a case says, to see that its sum is that of its items.</summary>
    public static Rational SumOf(IEnumerable<Rational> terms) => terms.Aggregate(
        new Rational(0, 1),
        (sum, term) => new((sum.Numerator * term.Denominator) + (term.Numerator * sum.Denominator), sum.Denominator * term.Denominator));

    public override string ToString() => $"{Numerator}/{Denominator}";
}

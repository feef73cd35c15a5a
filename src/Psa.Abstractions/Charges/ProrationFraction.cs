using System.Numerics;

namespace Psa.Charges;

/// <summary>
/// The part of a full period that is billed, as a fraction in lowest terms, for showing and comparing. Amounts are never computed from it by way of a decimal.
/// The default value is no fraction.
/// </summary>
internal readonly record struct ProrationFraction : IComparable<ProrationFraction>
{
    private ProrationFraction(long numerator, long denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>Gets the part.</summary>
    public long Numerator { get; }

    /// <summary>Gets the whole; positive.</summary>
    public long Denominator { get; }

    /// <summary>Makes a fraction in lowest terms.</summary>
    /// <param name="units">The part, for example the days covered.</param>
    /// <param name="ofUnits">The whole, for example the days of the period; positive.</param>
    /// <returns>The fraction: 14 of 28 is 1/2.</returns>
    public static ProrationFraction Of(long units, long ofUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ofUnits);
        var divisor = (long)BigInteger.GreatestCommonDivisor(units, ofUnits);
        return new(units / divisor, ofUnits / divisor);
    }

    /// <summary>Rounds it for showing; amounts are never computed from this.</summary>
    /// <param name="places">The decimals, 0–12.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The decimal: 17/31 with three places is 0.548.</returns>
    public decimal ToDecimal(int places, Rounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, Decimals.OfPrices);
        var scaled = ExactInteger.DivideRound(Numerator * ExactInteger.PowerOfTen(places), Denominator, rounding);
        return scaled / (decimal)ExactInteger.PowerOfTen(places);
    }

    /// <inheritdoc/>
    public int CompareTo(ProrationFraction other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>Writes it as <c>22/31</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Numerator}/{Denominator}");

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less.</returns>
    public static bool operator <(ProrationFraction left, ProrationFraction right) => left.CompareTo(right) < 0;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is less or the same.</returns>
    public static bool operator <=(ProrationFraction left, ProrationFraction right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more.</returns>
    public static bool operator >(ProrationFraction left, ProrationFraction right) => left.CompareTo(right) > 0;

    /// <summary>Compares by value.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left is more or the same.</returns>
    public static bool operator >=(ProrationFraction left, ProrationFraction right) => left.CompareTo(right) >= 0;
}

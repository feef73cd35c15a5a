using System.Numerics;

namespace Psa.Catalog;

/// <summary>Computed prices: exact fractions, rounded once.</summary>
internal static class ExactPrices
{
    private static readonly BigInteger Largest = new(decimal.MaxValue);

    /// <summary>Gives numerator ÷ denominator ÷ 10¹², of a numerator that was multiplied by 10¹², rounded half up to 12 decimals.</summary>
    /// <param name="numerator">The numerator, times 10¹².</param>
    /// <param name="denominator">The denominator, above zero.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static decimal Rounded(BigInteger numerator, BigInteger denominator)
    {
        var rounded = ((BigInteger.Abs(numerator) * 2) + denominator) / (denominator * 2);
        return rounded > Largest
            ? throw new RuleViolationException(MoneyErrors.Overflow, "The price is larger than can be counted: look for a price, cost or factor that is too large.")
            : Decimals.Trimmed((decimal)(numerator.Sign * rounded) / 1_000_000_000_000m);
    }

    /// <summary>Gives a number times 10^decimals, as the whole number it is.</summary>
    /// <param name="value">The number, with at most so many decimals.</param>
    /// <param name="decimals">The decimals.</param>
    /// <returns>The whole number.</returns>
    internal static BigInteger Scaled(decimal value, int decimals)
    {
        var mantissa = (BigInteger)ExactInteger.Mantissa(value, out var scale);
        return scale <= decimals ? mantissa * BigInteger.Pow(10, decimals - scale) : mantissa / BigInteger.Pow(10, scale - decimals);
    }
}

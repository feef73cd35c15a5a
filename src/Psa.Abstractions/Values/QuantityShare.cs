using System.Numerics;

namespace Psa;

/// <summary>Shares of amounts by quantity: exact, and rounded once.</summary>
internal static class QuantityShare
{
    /// <summary>Gives round(amount × quantity ÷ whole).</summary>
    /// <param name="amount">What goes with the whole quantity.</param>
    /// <param name="quantity">The units.</param>
    /// <param name="whole">The whole quantity; where it is zero, the share is too.</param>
    /// <param name="rounding">How to round.</param>
    internal static Money Of(Money amount, decimal quantity, decimal whole, Rounding rounding) => Of(ExactAmount.Of(amount), 1, 1, quantity, whole, rounding);

    /// <summary>Gives round(exact × units ÷ ofUnits × quantity ÷ whole).</summary>
    internal static Money Of(in ExactAmount exact, long units, long ofUnits, decimal quantity, decimal whole, Rounding rounding)
    {
        var part = ExactInteger.Mantissa(quantity, out var partScale);
        var all = ExactInteger.Mantissa(whole, out var wholeScale);
        var numerator = exact.Mantissa * part * units * BigInteger.Pow(10, wholeScale);
        var denominator = (BigInteger)all * ofUnits * BigInteger.Pow(10, partScale);
        var shift = exact.Scale - exact.Currency.MinorUnits;
        if (shift >= 0)
        {
            denominator *= BigInteger.Pow(10, shift);
        }
        else
        {
            numerator *= BigInteger.Pow(10, -shift);
        }

        return denominator.IsZero
            ? Money.Zero(exact.Currency)
            : Money.FromMinorUnits(ExactInteger.DivideRound(numerator * denominator.Sign, BigInteger.Abs(denominator), rounding), exact.Currency);
    }
}

using System.Numerics;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Cuts lines by quantity (R-PART): a part is the difference of running totals, so that all parts sum to the whole, whoever is last.</summary>
internal static class LineParts
{
    /// <summary>Gives what the first units of a line come to: round(N × q ÷ quantity), where N is what the line multiplies out to before rounding, of a bundle's component its share.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quantity">The units, of the line's sign and at most its quantity.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <returns>The amount; of all units the line's own, with what a running total left over in it.</returns>
    [Pure]
    internal static Money UpTo(DocumentLine line, decimal quantity, Rounding rounding)
    {
        if (quantity == line.Quantity)
        {
            return line.Amount;
        }

        if (line.Bundle == BundleRole.Component)
        {
            return UpTo(line.Amount, quantity, line.Quantity, rounding); // its share, not the price that was made of it
        }

        return UpTo(LineAmounts.Exact(line.Quantity, line.UnitPrice, line.Discount, line.VolumeDiscount), line.Share ?? new(1, 1), quantity, line.Quantity, rounding);
    }

    /// <summary>Gives a share of an amount by quantity: round(amount × quantity ÷ whole).</summary>
    /// <param name="amount">What goes with the whole quantity.</param>
    /// <param name="quantity">The units, of the sign of the whole and at most it.</param>
    /// <param name="whole">The whole quantity, not zero.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <returns>The share: of all units the amount itself.</returns>
    [Pure]
    internal static Money UpTo(Money amount, decimal quantity, decimal whole, Rounding rounding) =>
        UpTo(ExactAmount.Of(amount.Amount, amount.Currency), new(1, 1), quantity, whole, rounding);

    /// <summary>Gives a share of an amount by a running total: round(share × upTo ÷ whole).</summary>
    /// <param name="share">What goes with the whole.</param>
    /// <param name="upTo">How much of the whole there is so far.</param>
    /// <param name="whole">The whole.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <returns>The share so far: all of it once the whole is there.</returns>
    [Pure]
    internal static Money UpTo(Money share, Money upTo, Money whole, Rounding rounding) =>
        upTo == whole ? share
        : whole.IsZero ? Money.Zero(share.Currency)
        : share.Scale(upTo.MinorUnits * whole.Sign, whole.Abs().MinorUnits, rounding);

    private static Money UpTo(ExactAmount exact, PeriodShare share, decimal quantity, decimal wholeQuantity, Rounding rounding)
    {
        var part = ExactInteger.Mantissa(quantity, out var partScale);
        var whole = ExactInteger.Mantissa(wholeQuantity, out var wholeScale);
        var numerator = exact.Mantissa * part * share.Units * BigInteger.Pow(10, wholeScale);
        var denominator = (BigInteger)whole * share.OfUnits * BigInteger.Pow(10, partScale);
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

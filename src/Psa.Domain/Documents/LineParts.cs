using System.Numerics;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Cuts lines by quantity (R-PART): a part is the difference of running totals, so that all parts sum to the whole, whoever is last.</summary>
internal static class LineParts
{
    /// <summary>Gives what the first units of a line come to: round(N × q ÷ quantity), where N is what the line multiplies out to before rounding.</summary>
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

        var exact = LineAmounts.Exact(line.Quantity, line.UnitPrice, line.Discount);
        var part = ExactInteger.Mantissa(quantity, out var partScale);
        var whole = ExactInteger.Mantissa(line.Quantity, out var wholeScale);
        var share = line.Share ?? new(1, 1);
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
            ? Money.Zero(line.Amount.Currency)
            : Money.FromMinorUnits(ExactInteger.DivideRound(numerator * denominator.Sign, BigInteger.Abs(denominator), rounding), line.Amount.Currency);
    }

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
}

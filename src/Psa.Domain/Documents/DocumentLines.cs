using Psa.Catalog;

namespace Psa.Documents;

/// <summary>The one formula by which every line of an item or document multiplies out.</summary>
public static class DocumentLines
{
    /// <summary>Computes what a line comes to from what it shows: round((quantity × (unit price − volume discount) − discount) × share) + carry.</summary>
    /// <param name="line">The line.</param>
    /// <param name="rounding">How its billing entity rounds.</param>
    /// <returns>The amount; it equals the stored one, always.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    [Pure]
    public static Money Recompute(this DocumentLine line, Rounding rounding)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Bills
            ? Product(line.Quantity, line.UnitPrice, line.Discount, line.VolumeDiscount, line.Share, rounding) + Money.FromMinorUnits(line.Carry, line.Amount.Currency)
            : Money.Zero(line.Amount.Currency);
    }

    /// <summary>Gives what quantity and price come to in a share of the period, rounded once.</summary>
    internal static Money Product(decimal quantity, UnitPrice price, Discount? discount, UnitPrice? volumeDiscount, PeriodShare? share, Rounding rounding) =>
        Product(LineAmounts.Exact(quantity, price, discount, volumeDiscount), share, rounding);

    /// <summary>Gives what an exact amount comes to in a share of the period, rounded once.</summary>
    internal static Money Product(in ExactAmount exact, PeriodShare? share, Rounding rounding)
    {
        if (share is not { } part)
        {
            return exact.Round(rounding);
        }

        var total = new RunningTotal(exact.Currency);
        total.Add(exact, part.Units);
        return total.Round(part.OfUnits, rounding);
    }
}

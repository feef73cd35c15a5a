using System.Numerics;
using NodaTime;

namespace Psa.Catalog;

/// <summary>What quantities take off prices (R-TIER).</summary>
internal static class VolumeRules
{
    /// <summary>Gives what a quantity takes off each unit's price.</summary>
    /// <param name="discount">The volume discount.</param>
    /// <param name="price">The price of a unit.</param>
    /// <param name="quantity">The quantity in that unit; its sign doesn't count.</param>
    /// <param name="date">The day.</param>
    /// <param name="unit">The unit where its price follows from that of the base unit by its factor: then the tiers count base units, and amounts are off each of those.</param>
    /// <returns>What is taken off, never more than the price; <see langword="null"/> for nothing. An amount of another currency takes nothing.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static UnitPrice? Off(VolumeDiscount discount, UnitPrice price, decimal quantity, LocalDate date, UnitOfGroup? unit)
    {
        if (!discount.IsActive || price.Amount <= 0m || discount.TierOf(quantity, date, unit) is not { } tier)
        {
            return null;
        }

        if (tier.Percent is { } percent)
        {
            var off = ExactPrices.Scaled(price.Amount, Decimals.OfPrices) * ExactPrices.Scaled(percent.Value, Decimals.OfPercents);
            return Off(UnitPrice.Of(ExactPrices.Rounded(off, ExactPrices.Scaled(100m, Decimals.OfPercents)), price.Currency), price);
        }

        return tier.Amount is { } amount && amount.Currency == price.Currency ? Off(unit is null ? amount : Units.PriceOf(amount, unit), price) : null;
    }

    /// <summary>Finds the tier of a quantity: the last that starts at it or below.</summary>
    /// <returns>The tier, or <see langword="null"/> below the first.</returns>
    internal static VolumeTier? TierOf(this VolumeDiscount discount, decimal quantity, LocalDate date, UnitOfGroup? unit = null)
    {
        VolumeTiers? latest = null;
        foreach (var tiers in discount.Tiers)
        {
            if (tiers.From <= date && (latest is null || tiers.From > latest.From))
            {
                latest = tiers;
            }
        }

        VolumeTier? best = null;
        foreach (var tier in latest?.Tiers ?? [])
        {
            if (IsReached(tier.From, Math.Abs(quantity), unit) && (best is null || tier.From > best.From))
            {
                best = tier;
            }
        }

        return best;
    }

    // quantity × numerator ÷ denominator, which needn't come out even, against the start
    private static bool IsReached(decimal start, decimal quantity, UnitOfGroup? unit) =>
        unit is null
            ? quantity >= start
            : Integer(quantity, start.Scale) * unit.Numerator >= Integer(start, quantity.Scale) * unit.Denominator;

    private static BigInteger Integer(decimal value, int power) => (BigInteger)ExactInteger.Mantissa(value, out _) * BigInteger.Pow(10, power);

    private static UnitPrice? Off(UnitPrice off, UnitPrice price) => off.Amount <= 0m ? null : off.Amount > price.Amount ? price : off;
}

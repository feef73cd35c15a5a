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

    /// <summary>Checks a volume discount.</summary>
    /// <param name="discount">The volume discount.</param>
    /// <returns>All that is wrong: <c>price_list.unnamed</c>, <c>price_list.bad_tiers</c>, each with its field.</returns>
    internal static ValueList<Problem> Validate(this VolumeDiscount discount)
    {
        var (problems, days) = (new List<Problem>(), new HashSet<LocalDate>());
        if (string.IsNullOrWhiteSpace(discount.Name))
        {
            problems.Add(new(CatalogErrors.UnnamedPriceList, "A volume discount needs a name: lists and people choose it by that.", nameof(discount.Name)));
        }

        for (var i = 0; i < discount.Tiers.Count; i++)
        {
            var where = FormattableString.Invariant($"{nameof(discount.Tiers)}[{i}]");
            if (!days.Add(discount.Tiers[i].From))
            {
                problems.Add(new(CatalogErrors.BadTiers, $"Two lists of tiers start on {discount.Tiers[i].From:R}: keep one.", where));
            }

            Check(discount.Tiers[i].Tiers, where, problems);
        }

        return problems.ToValueList();
    }

    /// <summary>Finds an amount of a currency that isn't the list's that uses the discount.</summary>
    /// <returns>The amount, or <see langword="null"/>.</returns>
    internal static UnitPrice? AmountBeside(this VolumeDiscount discount, Currency currency)
    {
        foreach (var tiers in discount.Tiers)
        {
            foreach (var tier in tiers.Tiers)
            {
                if (tier.Amount is { } amount && amount.Currency != currency)
                {
                    return amount;
                }
            }
        }

        return null;
    }

    /// <summary>Tells whether prices of a list come with a volume discount.</summary>
    internal static bool Uses(this PriceList list, Id<VolumeDiscount> discount)
    {
        foreach (var item in list.Items)
        {
            foreach (var price in item.Prices)
            {
                if (price.VolumeDiscount == discount)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Check(ValueList<VolumeTier> tiers, string place, List<Problem> problems)
    {
        var last = 0m;
        for (var i = 0; i < tiers.Count; i++)
        {
            var (from, percent, amount) = (tiers[i].From, tiers[i].Percent, tiers[i].Amount);
            var where = FormattableString.Invariant($"{place}.{nameof(VolumeTiers.Tiers)}[{i}]");
            if (from <= last || !Decimals.Fits(from, Decimals.OfQuantities))
            {
                problems.Add(new(CatalogErrors.BadTiers, FormattableString.Invariant($"A tier can't start at {from}: the first starts above zero, each after the one before, with up to {Decimals.OfQuantities} decimals."), where));
            }

            if ((percent is null) == (amount is null) || percent is { Value: < 0m or > 100m } || amount is { Amount: < 0m })
            {
                problems.Add(new(CatalogErrors.BadTiers, "A tier takes off either a percent from 0 to 100, or an amount of zero or more.", where));
            }

            last = from;
        }
    }

    // quantity × numerator ÷ denominator, which needn't come out even, against the start
    private static bool IsReached(decimal start, decimal quantity, UnitOfGroup? unit) =>
        unit is null
            ? quantity >= start
            : Integer(quantity, start.Scale) * unit.Numerator >= Integer(start, quantity.Scale) * unit.Denominator;

    private static BigInteger Integer(decimal value, int power) => (BigInteger)ExactInteger.Mantissa(value, out _) * BigInteger.Pow(10, power);

    private static UnitPrice? Off(UnitPrice off, UnitPrice price) => off.Amount <= 0m ? null : off.Amount > price.Amount ? price : off;
}

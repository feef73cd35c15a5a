using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>The arithmetic of tiers: spans of tiers in, an exact amount out.</summary>
internal static class TierPricing
{
    internal static ExactAmount Graduated(GraduatedPricing scheme, decimal quantity, Currency currency)
    {
        RequireNotNegative(quantity);
        var sum = ExactAmount.Zero(currency);
        var tiers = scheme.Tiers.AsSpan();
        for (var i = 0; i < tiers.Length && IsUsed(tiers[i], quantity, scheme.FeeAtZero); i++)
        {
            sum += Amount(tiers[i], UnitsIn(tiers, i, quantity), currency);
        }

        return sum;
    }

    internal static ExactAmount Volume(VolumePricing scheme, decimal quantity, Currency currency)
    {
        RequireNotNegative(quantity);
        return IsUnused(quantity, scheme.FeeAtZero)
            ? ExactAmount.Zero(currency)
            : Amount(scheme.Tiers[TierOf(scheme.Tiers.AsSpan(), quantity)], quantity, currency);
    }

    internal static ValueList<TierCharge> Charges(GraduatedPricing scheme, decimal quantity)
    {
        var tiers = scheme.Tiers.AsSpan();
        if (IsUnused(quantity, scheme.FeeAtZero))
        {
            return [Unused(tiers[0])];
        }

        var charges = new List<TierCharge>();
        for (var i = 0; i < tiers.Length && IsUsed(tiers[i], quantity, scheme.FeeAtZero); i++)
        {
            charges.Add(Charge(tiers, i, UnitsIn(tiers, i, quantity)));
        }

        return charges.ToValueList();
    }

    internal static ValueList<TierCharge> Charges(VolumePricing scheme, decimal quantity)
    {
        var tiers = scheme.Tiers.AsSpan();
        return IsUnused(quantity, scheme.FeeAtZero) ? [Unused(tiers[0])] : [Charge(tiers, TierOf(tiers, quantity), quantity)];
    }

    /// <summary>Counts started blocks. The remainder of decimals is exact; their quotient isn't always.</summary>
    internal static decimal Blocks(decimal units, decimal size)
    {
        var rest = units % size;
        return ((units - rest) / size) + (rest > 0m ? 1m : 0m);
    }

    internal static decimal RequireNotNegative(decimal quantity) =>
        quantity >= 0m
            ? quantity
            : throw new RuleViolationException(
                PricingErrors.NegativeQuantity,
                FormattableString.Invariant($"A quantity of {quantity} has no price in tiers or packages: price the quantities before and after, and bill the difference."));

    private static bool IsUnused(decimal quantity, bool feeAtZero) => quantity == 0m && !feeAtZero;

    // nothing used still shows at which price it would have been
    private static TierCharge Unused(PriceTier first) => new(1, 0m, 0m, first.UnitPrice, first.BlockSize, 0m);

    private static bool IsUsed(PriceTier tier, decimal quantity, bool feeAtZero) => quantity > tier.From || (feeAtZero && tier.From == 0m);

    // a bounded last tier also prices what lies beyond it
    private static decimal UnitsIn(ReadOnlySpan<PriceTier> tiers, int index, decimal quantity)
    {
        var tier = tiers[index];
        return (tier.To is { } to && index + 1 < tiers.Length && to < quantity ? to : quantity) - tier.From;
    }

    private static int TierOf(ReadOnlySpan<PriceTier> tiers, decimal quantity)
    {
        var index = 0;
        while (index + 1 < tiers.Length && quantity > tiers[index].To)
        {
            index++;
        }

        return index;
    }

    private static decimal CountOf(PriceTier tier, decimal units) => tier.BlockSize is { } size ? Blocks(units, size) : units;

    private static ExactAmount Amount(PriceTier tier, decimal units, Currency currency) =>
        ExactAmount.Of(tier.UnitPrice, currency).Times(CountOf(tier, units)) + ExactAmount.Of(tier.FlatFee, currency);

    private static TierCharge Charge(ReadOnlySpan<PriceTier> tiers, int index, decimal units) =>
        new(index + 1, units, CountOf(tiers[index], units), tiers[index].UnitPrice, tiers[index].BlockSize, tiers[index].FlatFee);
}

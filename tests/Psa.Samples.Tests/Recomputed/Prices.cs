namespace Psa.Samples.Tests.Recomputed;

/// <summary>What a quantity costs under a scheme, written down once more from the description.</summary>
internal static class Prices
{
    internal static Fraction Of(PricingScheme scheme, Fraction quantity, Fraction unitPrice, Fraction cost)
    {
        var amount = scheme switch
        {
            PerUnitPricing => quantity * unitPrice,
            FlatPricing => unitPrice,
            GraduatedPricing { FeeAtZero: true } graduated when quantity == 0 => Fraction.Of(graduated.Tiers[0].FlatFee),
            VolumePricing volume when quantity == 0 => volume.FeeAtZero ? Fraction.Of(volume.Tiers[0].FlatFee) : 0,
            GraduatedPricing graduated => Graduated(graduated, quantity),
            PackagePricing package => (quantity / Fraction.Of(package.Size)).Ceiling() * Fraction.Of(package.Price),
            IncludedPricing included => unitPrice + (Above(quantity, Fraction.Of(included.IncludedQuantity)) * Fraction.Of(included.OveragePrice)),
            CostPlusPricing plus => cost * (100 + Fraction.Of(plus.Margin.Value)) / 100,
            _ => throw new NotSupportedException($"The worlds have no {scheme}."),
        };
        return scheme.Minimum is { } minimum && amount < Fraction.Of(minimum) ? Fraction.Of(minimum) : amount;
    }

    private static Fraction Graduated(GraduatedPricing scheme, Fraction quantity)
    {
        var sum = Fraction.Zero;
        foreach (var tier in scheme.Tiers)
        {
            var inTier = Above(quantity, Fraction.Of(tier.From));
            if (tier.To is { } to && inTier > Fraction.Of(to - tier.From))
            {
                inTier = Fraction.Of(to - tier.From);
            }

            sum += inTier == 0 ? 0 : (inTier * Fraction.Of(tier.UnitPrice)) + Fraction.Of(tier.FlatFee);
        }

        return sum;
    }

    private static Fraction Above(Fraction quantity, Fraction limit) => quantity > limit ? quantity - limit : 0;
}

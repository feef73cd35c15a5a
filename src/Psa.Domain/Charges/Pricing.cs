using System.Diagnostics.CodeAnalysis;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>
/// Prices a quantity by a scheme: the exact amount of a full period, fees, minimum and maximum included, before the one rounding.
/// Pricing allocates nothing; the breakdown for explanations is a call of its own.
/// </summary>
public static class Pricing
{
    /// <summary>Prices a quantity.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="quantity">The quantity, with up to 15 decimals; fractions are priced as they are, started blocks and packages count whole.</param>
    /// <param name="unitPrice">The agreed price: of a unit, or the whole fee for flat and included pricing. It carries the currency.</param>
    /// <param name="cost">The vendor's summed cost, for cost plus only; in the price's currency.</param>
    /// <returns>The exact amount of a full period.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>pricing.negative_quantity</c>: tiers, packages and included units price no quantity below zero; <c>pricing.cost_missing</c>; <c>money.too_many_decimals</c>.
    /// </exception>
    /// <exception cref="CurrencyMismatchException">Cost and price are of different currencies.</exception>
    public static ExactAmount Price(this PricingScheme scheme, decimal quantity, UnitPrice unitPrice, ExactAmount? cost = null)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return WithinLimits(scheme, Subtotal(scheme, Decimals.Quantity(quantity), unitPrice, cost), unitPrice.Currency);
    }

    /// <summary>Prices what was used above what was committed and billed already: <c>price(max(actual, committed)) − price(committed)</c>.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="committed">The quantity billed in advance.</param>
    /// <param name="actual">The quantity used.</param>
    /// <param name="unitPrice">The agreed price.</param>
    /// <returns>The exact overage; zero when no more was used than committed.</returns>
    /// <exception cref="RuleViolationException">As for <see cref="Price"/>.</exception>
    public static ExactAmount PriceOverage(this PricingScheme scheme, decimal committed, decimal actual, UnitPrice unitPrice) =>
        actual <= committed
            ? ExactAmount.Zero(unitPrice.Currency)
            : scheme.Price(actual, unitPrice) - scheme.Price(committed, unitPrice);

    /// <summary>Says how a scheme comes to its amount: which tier contributes what, and what minimum and maximum change.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="quantity">The quantity, as for <see cref="Price"/>.</param>
    /// <param name="unitPrice">The agreed price.</param>
    /// <param name="cost">The vendor's summed cost, for cost plus only.</param>
    /// <returns>The breakdown; its amount is what <see cref="Price"/> gives.</returns>
    /// <exception cref="RuleViolationException">As for <see cref="Price"/>.</exception>
    public static PriceBreakdown BreakDown(this PricingScheme scheme, decimal quantity, UnitPrice unitPrice, ExactAmount? cost = null)
    {
        var amount = scheme.Price(quantity, unitPrice, cost);
        return new(TierChargesOf(scheme, quantity, unitPrice), Subtotal(scheme, quantity, unitPrice, cost), amount);
    }

    private static ExactAmount Subtotal(PricingScheme scheme, decimal quantity, UnitPrice unitPrice, ExactAmount? cost) => scheme switch
    {
        PerUnitPricing => unitPrice.Times(quantity),
        FlatPricing => unitPrice.Times(1m),
        GraduatedPricing graduated => TierPricing.Graduated(graduated, quantity, unitPrice.Currency),
        VolumePricing volume => TierPricing.Volume(volume, quantity, unitPrice.Currency),
        PackagePricing package => ExactAmount.Of(package.Price, unitPrice.Currency).Times(Packages(package, quantity)),
        IncludedPricing included => unitPrice.Times(1m) + ExactAmount.Of(included.OveragePrice, unitPrice.Currency).Times(Above(quantity, included.IncludedQuantity)),
        CostPlusPricing plus => cost is { } sum ? InCurrency(sum, unitPrice.Currency) + sum.Times(plus.Margin) : ThrowNoCost(),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "No such scheme."),
    };

    private static ExactAmount WithinLimits(PricingScheme scheme, ExactAmount amount, Currency currency)
    {
        if (scheme.Minimum is { } minimum && ExactAmount.Of(minimum, currency) is var least && amount < least)
        {
            return least;
        }

        return scheme.Maximum is { } maximum && ExactAmount.Of(maximum, currency) is var most && amount > most ? most : amount;
    }

    private static decimal Packages(PackagePricing package, decimal quantity) => TierPricing.Blocks(Above(quantity, package.IncludedQuantity), package.Size);

    private static decimal Above(decimal quantity, decimal included) => Math.Max(0m, TierPricing.RequireNotNegative(quantity) - included);

    private static ExactAmount InCurrency(ExactAmount cost, Currency currency) =>
        cost.Currency == currency ? cost : throw new CurrencyMismatchException(cost.Currency, currency);

    private static ValueList<TierCharge> TierChargesOf(PricingScheme scheme, decimal quantity, UnitPrice unitPrice) => scheme switch
    {
        PerUnitPricing => [new(1, quantity, quantity, unitPrice.Amount, null, 0m)],
        FlatPricing => [new(1, quantity, 0m, 0m, null, unitPrice.Amount)],
        GraduatedPricing graduated => TierPricing.Charges(graduated, quantity),
        VolumePricing volume => TierPricing.Charges(volume, quantity),
        PackagePricing package => [new(1, Above(quantity, package.IncludedQuantity), Packages(package, quantity), package.Price, package.Size, 0m)],
        IncludedPricing included => [new(1, Above(quantity, included.IncludedQuantity), Above(quantity, included.IncludedQuantity), included.OveragePrice, null, unitPrice.Amount)],
        _ => [],
    };

    [DoesNotReturn]
    private static ExactAmount ThrowNoCost() =>
        throw new RuleViolationException(PricingErrors.CostMissing, "The price is the vendor's cost with a margin, and there is no cost: pass the summed cost of the period.");
}

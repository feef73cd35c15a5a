using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>
/// A price as a function of quantity. What it yields for a full period, fees, minimum and maximum included, is one exact amount, and proration applies to that.
/// A closed family: flat, per unit, graduated, volume, package, included, cost plus. A scheme is one class that says all of itself; only its JSON name is listed here too.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FlatPricing), FlatPricing.JsonName)]
[JsonDerivedType(typeof(PerUnitPricing), PerUnitPricing.JsonName)]
[JsonDerivedType(typeof(GraduatedPricing), GraduatedPricing.JsonName)]
[JsonDerivedType(typeof(VolumePricing), VolumePricing.JsonName)]
[JsonDerivedType(typeof(PackagePricing), PackagePricing.JsonName)]
[JsonDerivedType(typeof(IncludedPricing), IncludedPricing.JsonName)]
[JsonDerivedType(typeof(CostPlusPricing), CostPlusPricing.JsonName)]
public abstract record PricingScheme
{
    private readonly decimal? _minimum;
    private readonly decimal? _maximum;

    private protected PricingScheme()
    {
    }

    /// <summary>Gets the agreed price once, whatever the quantity.</summary>
    public static PricingScheme Flat { get; } = new FlatPricing();

    /// <summary>Gets the agreed price times the quantity.</summary>
    public static PricingScheme PerUnit { get; } = new PerUnitPricing();

    /// <summary>Gets the least a full period costs, in the currency's main unit; <see langword="null"/> for none.</summary>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>: above the maximum; <c>money.too_many_decimals</c>.</exception>
    public decimal? Minimum
    {
        get => _minimum;
        init => _minimum = RequireOrder(RequirePrice(value), _maximum, value);
    }

    /// <summary>Gets the most a full period costs, in the currency's main unit; <see langword="null"/> for none.</summary>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>: below the minimum; <c>money.too_many_decimals</c>.</exception>
    public decimal? Maximum
    {
        get => _maximum;
        init => _maximum = RequireOrder(_minimum, RequirePrice(value), value);
    }

    /// <summary>Gets the name by which JSON tells the scheme from others; stored, so it never changes.</summary>
    internal abstract string Kind { get; }

    /// <summary>Gets whether terms must state a quantity, where no counter does.</summary>
    internal abstract bool NeedsQuantity { get; }

    /// <summary>Gets whether it takes its price from the terms or the catalog, not from itself or the vendor's cost.</summary>
    internal abstract bool TakesPrice { get; }

    /// <summary>Gets whether it passes on the vendor's cost, which only usage brings.</summary>
    internal abstract bool TakesCost { get; }

    /// <summary>Gets whether a quantity below zero is a credit, agreed or used, or makes no difference; if not, it has no price.</summary>
    internal abstract bool TakesNegative { get; }

    /// <summary>Gets whether a part of a period can be charged at a part of its amount, and in advance; if not, what was used is charged whole afterwards.</summary>
    internal abstract bool CanBeProrated { get; }

    /// <summary>Gets whether each unit costs the same, so that some more cost their number times the price.</summary>
    internal abstract bool IsProportional { get; }

    /// <summary>Makes a scheme in which each unit is priced by the tier it falls in.</summary>
    /// <param name="tiers">Contiguous and ascending from 0.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier.</exception>
    [Pure]
    public static PricingScheme Graduated(ValueList<PriceTier> tiers) => new GraduatedPricing(tiers);

    /// <summary>Makes a scheme in which all units are priced by the tier the whole quantity falls in.</summary>
    /// <param name="tiers">Contiguous and ascending from 0.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier.</exception>
    [Pure]
    public static PricingScheme Volume(ValueList<PriceTier> tiers) => new VolumePricing(tiers);

    /// <summary>Makes a scheme that sells packages of units; a started package counts whole.</summary>
    /// <param name="size">Units in a package.</param>
    /// <param name="price">The price of a package, in the currency's main unit.</param>
    /// <param name="included">Units that cost nothing, before the first package.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>.</exception>
    [Pure]
    public static PricingScheme Package(decimal size, decimal price, decimal included = 0m) => new PackagePricing(size, price, included);

    /// <summary>Makes a scheme in which the agreed price is a fee that includes units, and each unit above costs extra.</summary>
    /// <param name="quantity">Units included in the fee.</param>
    /// <param name="overagePrice">The price of each unit above, in the currency's main unit.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>.</exception>
    [Pure]
    public static PricingScheme Included(decimal quantity, decimal overagePrice) => new IncludedPricing(quantity, overagePrice);

    /// <summary>Makes a scheme that passes the vendor's cost on with a margin, priced on the summed cost.</summary>
    /// <param name="margin">What is added: 15 % makes 100.00 of cost 115.00.</param>
    /// <returns>The scheme.</returns>
    [Pure]
    public static PricingScheme CostPlus(Percent margin) => new CostPlusPricing(margin);

    /// <summary>Prices a quantity: the exact amount of a full period, fees, minimum and maximum included, before the one rounding. Allocates nothing.</summary>
    /// <param name="quantity">The quantity, with up to 15 decimals; fractions are priced as they are, started blocks and packages count whole.</param>
    /// <param name="unitPrice">The agreed price: of a unit, or the whole fee for flat and included pricing. It carries the currency.</param>
    /// <param name="cost">The vendor's summed cost, for cost plus only; in the price's currency.</param>
    /// <returns>The exact amount of a full period.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>pricing.negative_quantity</c>: tiers, packages and included units price no quantity below zero; <c>pricing.cost_missing</c>; <c>money.too_many_decimals</c>.
    /// </exception>
    /// <exception cref="CurrencyMismatchException">Cost and price are of different currencies.</exception>
    public ExactAmount PriceOf(decimal quantity, UnitPrice unitPrice, ExactAmount? cost = null)
    {
        var units = Decimals.Quantity(quantity);
        if (_minimum is null && _maximum is null)
        {
            return Subtotal(units, unitPrice, cost);
        }

        return WithinLimits(Subtotal(units, unitPrice, cost), unitPrice.Currency);
    }

    /// <summary>Prices what was used above what was committed and billed already: <c>price(max(actual, committed)) − price(committed)</c>.</summary>
    /// <param name="committed">The quantity billed in advance.</param>
    /// <param name="actual">The quantity used.</param>
    /// <param name="unitPrice">The agreed price.</param>
    /// <returns>The exact overage; zero when no more was used than committed.</returns>
    /// <exception cref="RuleViolationException">As for <see cref="PriceOf"/>.</exception>
    public ExactAmount PriceOverage(decimal committed, decimal actual, UnitPrice unitPrice) =>
        actual <= committed ? ExactAmount.Zero(unitPrice.Currency) : PriceOf(actual, unitPrice) - PriceOf(committed, unitPrice);

    /// <summary>Says how the scheme comes to its amount: which tier contributes what, and what minimum and maximum change.</summary>
    /// <param name="quantity">The quantity, as for <see cref="PriceOf"/>.</param>
    /// <param name="unitPrice">The agreed price.</param>
    /// <param name="cost">The vendor's summed cost, for cost plus only.</param>
    /// <returns>The breakdown; its amount is what <see cref="PriceOf"/> gives.</returns>
    /// <exception cref="RuleViolationException">As for <see cref="PriceOf"/>.</exception>
    internal PriceBreakdown BreakDown(decimal quantity, UnitPrice unitPrice, ExactAmount? cost = null)
    {
        var amount = PriceOf(quantity, unitPrice, cost);
        return new(Charges(quantity, unitPrice), Subtotal(quantity, unitPrice, cost), amount);
    }

    /// <summary>Tells whether a quantity is nothing at any price: no unit of a price for each, and no minimum above it.</summary>
    internal bool IsNothing(decimal quantity) => IsProportional && quantity == 0m && (Minimum ?? 0m) <= 0m && (Maximum ?? 0m) >= 0m;

    /// <summary>Gives the quantity that a line shows beside the agreed price; <see langword="null"/> when no single price makes the amount.</summary>
    internal abstract decimal? LineQuantity(decimal quantity);

    /// <summary>Gives the scheme with its own prices and fees risen; what it takes from elsewhere, its bounds, minimum and maximum stay.</summary>
    internal abstract PricingScheme Risen(Func<decimal, decimal> rise);

    /// <summary>Says in words how a quantity comes to its amount, before minimum and maximum.</summary>
    internal abstract string Explain(in PriceWords words);

    private protected abstract ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost);

    private protected abstract ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice);

    private protected static decimal Above(decimal quantity, decimal included) => Math.Max(0m, RequireNotNegative(quantity) - included);

    private protected static decimal RequireNotNegative(decimal quantity) =>
        quantity >= 0m
            ? quantity
            : throw new RuleViolationException(
                ContractErrors.NegativeQuantity,
                FormattableString.Invariant($"A quantity of {quantity} has no price in tiers or packages: price the quantities before and after, and bill the difference."));

    private protected static decimal RequirePrice(decimal value) => Decimals.Require(value, Decimals.OfPrices, "price");

    private protected static decimal RequireNotBelow(decimal value, decimal least, bool included, string what) =>
        value > least || (included && value == least)
            ? Decimals.Quantity(value)
            : throw new RuleViolationException(ContractErrors.BadPricing, FormattableString.Invariant($"The {what} is {value} and must be {(included ? "at least" : "above")} {least}."));

    private static decimal? RequirePrice(decimal? value) => value is { } price ? RequirePrice(price) : null;

    private static decimal? RequireOrder(decimal? minimum, decimal? maximum, decimal? result) =>
        minimum > maximum
            ? throw new RuleViolationException(ContractErrors.BadPricing, FormattableString.Invariant($"The minimum {minimum} is above the maximum {maximum}."))
            : result;

    private ExactAmount WithinLimits(in ExactAmount amount, Currency currency)
    {
        if (Minimum is { } minimum && ExactAmount.Of(minimum, currency) is var least && amount < least)
        {
            return least;
        }

        return Maximum is { } maximum && ExactAmount.Of(maximum, currency) is var most && amount > most ? most : amount;
    }
}

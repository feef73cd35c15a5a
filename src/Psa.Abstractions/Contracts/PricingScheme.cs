using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>
/// A price as a function of quantity. What it yields for a full period, fees, minimum and maximum included, is one exact amount, and proration applies to that.
/// A closed family: flat, per unit, graduated, volume, package, included, cost plus.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FlatPricing), "flat")]
[JsonDerivedType(typeof(PerUnitPricing), "per_unit")]
[JsonDerivedType(typeof(GraduatedPricing), "graduated")]
[JsonDerivedType(typeof(VolumePricing), "volume")]
[JsonDerivedType(typeof(PackagePricing), "package")]
[JsonDerivedType(typeof(IncludedPricing), "included")]
[JsonDerivedType(typeof(CostPlusPricing), "cost_plus")]
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

    /// <summary>Makes a scheme in which each unit is priced by the tier it falls in.</summary>
    /// <param name="tiers">Contiguous and ascending from 0.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier.</exception>
    public static PricingScheme Graduated(ValueList<PriceTier> tiers) => new GraduatedPricing(tiers);

    /// <summary>Makes a scheme in which all units are priced by the tier the whole quantity falls in.</summary>
    /// <param name="tiers">Contiguous and ascending from 0.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier.</exception>
    public static PricingScheme Volume(ValueList<PriceTier> tiers) => new VolumePricing(tiers);

    /// <summary>Makes a scheme that sells packages of units; a started package counts whole.</summary>
    /// <param name="size">Units in a package.</param>
    /// <param name="price">The price of a package, in the currency's main unit.</param>
    /// <param name="included">Units that cost nothing, before the first package.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>.</exception>
    public static PricingScheme Package(decimal size, decimal price, decimal included = 0m) => new PackagePricing(size, price, included);

    /// <summary>Makes a scheme in which the agreed price is a fee that includes units, and each unit above costs extra.</summary>
    /// <param name="quantity">Units included in the fee.</param>
    /// <param name="overagePrice">The price of each unit above, in the currency's main unit.</param>
    /// <returns>The scheme.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>.</exception>
    public static PricingScheme Included(decimal quantity, decimal overagePrice) => new IncludedPricing(quantity, overagePrice);

    /// <summary>Makes a scheme that passes the vendor's cost on with a margin, priced on the summed cost.</summary>
    /// <param name="margin">What is added: 15 % makes 100.00 of cost 115.00.</param>
    /// <returns>The scheme.</returns>
    public static PricingScheme CostPlus(Percent margin) => new CostPlusPricing(margin);

    private protected static decimal RequirePrice(decimal value) => Decimals.Require(value, Decimals.OfPrices, "price");

    private protected static decimal RequireNotBelow(decimal value, decimal least, bool included, string what) =>
        value > least || (included && value == least)
            ? Decimals.Quantity(value)
            : throw new RuleViolationException(PricingErrors.BadScheme, FormattableString.Invariant($"The {what} is {value} and must be {(included ? "at least" : "above")} {least}."));

    private static decimal? RequirePrice(decimal? value) => value is { } price ? RequirePrice(price) : null;

    private static decimal? RequireOrder(decimal? minimum, decimal? maximum, decimal? result) =>
        minimum > maximum
            ? throw new RuleViolationException(PricingErrors.BadScheme, FormattableString.Invariant($"The minimum {minimum} is above the maximum {maximum}."))
            : result;
}

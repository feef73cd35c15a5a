using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Units are sold in packages; a started package counts whole.</summary>
public sealed record PackagePricing : PricingScheme
{
    /// <summary>Makes the scheme.</summary>
    /// <param name="size">Units in a package, above 0.</param>
    /// <param name="price">The price of a package, in the currency's main unit.</param>
    /// <param name="includedQuantity">Units that cost nothing, before the first package.</param>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>, <c>money.too_many_decimals</c>.</exception>
    [JsonConstructor]
    public PackagePricing(decimal size, decimal price, decimal includedQuantity = 0m)
    {
        Size = RequireNotBelow(size, 0m, included: false, "size of a package");
        Price = RequirePrice(price);
        IncludedQuantity = RequireNotBelow(includedQuantity, 0m, included: true, "included quantity");
    }

    /// <summary>Gets the units in a package.</summary>
    public decimal Size { get; }

    /// <summary>Gets the price of a package, in the currency's main unit.</summary>
    public decimal Price { get; }

    /// <summary>Gets the units that cost nothing, before the first package.</summary>
    public decimal IncludedQuantity { get; }
}

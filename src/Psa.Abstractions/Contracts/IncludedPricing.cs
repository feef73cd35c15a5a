using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The agreed price is a fee that includes units; each unit above them costs the overage price.</summary>
public sealed record IncludedPricing : PricingScheme
{
    /// <summary>Makes the scheme.</summary>
    /// <param name="includedQuantity">Units included in the fee.</param>
    /// <param name="overagePrice">The price of each unit above, in the currency's main unit.</param>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>, <c>money.too_many_decimals</c>.</exception>
    [JsonConstructor]
    public IncludedPricing(decimal includedQuantity, decimal overagePrice)
    {
        IncludedQuantity = RequireNotBelow(includedQuantity, 0m, included: true, "included quantity");
        OveragePrice = RequirePrice(overagePrice);
    }

    /// <summary>Gets the units included in the fee.</summary>
    public decimal IncludedQuantity { get; }

    /// <summary>Gets the price of each unit above, in the currency's main unit.</summary>
    public decimal OveragePrice { get; }
}

using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The vendor's cost with a margin, priced on the summed cost of the period, not row by row.</summary>
public sealed record CostPlusPricing : PricingScheme
{
    /// <summary>Makes the scheme.</summary>
    /// <param name="margin">What is added to the cost; below zero for a rebate.</param>
    [JsonConstructor]
    public CostPlusPricing(Percent margin) => Margin = margin;

    /// <summary>Gets what is added to the cost: 15 % makes 100.00 of cost 115.00.</summary>
    public Percent Margin { get; }
}

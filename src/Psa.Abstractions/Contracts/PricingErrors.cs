namespace Psa.Contracts;

/// <summary>The error codes of pricing schemes.</summary>
public static class PricingErrors
{
    /// <summary>Tiers that are not contiguous and ascending from 0, or have a bad block size; the message names the tier.</summary>
    public const string BadTiers = "pricing.bad_tiers";

    /// <summary>A package of no size, a negative number of included units, or a minimum above the maximum.</summary>
    public const string BadScheme = "pricing.bad_scheme";

    /// <summary>A quantity below zero where tiers or packages can't price it.</summary>
    public const string NegativeQuantity = "pricing.negative_quantity";

    /// <summary>A scheme that marks up the vendor's cost was given no cost.</summary>
    public const string CostMissing = "pricing.cost_missing";
}

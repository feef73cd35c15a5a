namespace Psa.Contracts;

/// <summary>The agreed price once, whatever the quantity.</summary>
public sealed record FlatPricing : PricingScheme;

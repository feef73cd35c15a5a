namespace Psa.Contracts;

/// <summary>The agreed price times the quantity; fractions of a unit are priced as they are.</summary>
public sealed record PerUnitPricing : PricingScheme;

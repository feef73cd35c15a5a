namespace Psa.Contracts;

/// <summary>The terms that are billed on a day.</summary>
/// <param name="Agreed">What was agreed, and by which entries.</param>
/// <param name="UnitPrice">The price of a unit, risen, or <see langword="null"/>.</param>
/// <param name="Pricing">The scheme, with risen prices.</param>
/// <param name="Rises">How price and scheme rose to these.</param>
internal readonly record struct EffectiveTerms(HeldTerms Agreed, UnitPrice? UnitPrice, PricingScheme Pricing, ValueList<PriceRise> Rises);

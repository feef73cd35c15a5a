namespace Psa.Catalog;

/// <summary>What one product costs in one unit, over time. Product and unit are unique in their list.</summary>
/// <param name="Product">The product.</param>
/// <param name="Unit">The unit the prices are for: a UN/ECE Recommendation 20 code.</param>
/// <param name="Prices">The prices, one a first day, in any order.</param>
public sealed record PriceListItem(Id<Product> Product, string Unit, ValueList<PriceEntry> Prices);

namespace Psa.Inventory;

/// <summary>A quantity at a location, in the base unit.</summary>
/// <param name="Location">The location.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct StockShare(Id<StockLocation> Location, decimal Quantity);

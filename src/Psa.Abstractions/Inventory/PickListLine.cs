using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>A stop of whoever walks and picks: one shelf, one product.</summary>
/// <param name="Location">The location.</param>
/// <param name="Product">The product.</param>
/// <param name="Quantity">How much to take in all, in the base unit.</param>
/// <param name="For">For which charges and lines of orders, in the order in which they were asked for.</param>
/// <param name="Bin">The shelf in it, or <see langword="null"/> where none is said.</param>
public sealed record PickListLine(Id<StockLocation> Location, Id<Product> Product, decimal Quantity, ValueList<PickListShare> For, string? Bin = null)
{
    /// <summary>Gets how much to take in all, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

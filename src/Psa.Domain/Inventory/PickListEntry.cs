using NodaTime;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Goods that are to be taken for a charge or line of an order, with what their way is ordered by.</summary>
/// <param name="Location">Where they lie.</param>
/// <param name="Bin">The shelf in it, or <see langword="null"/>.</param>
/// <param name="Product">The product.</param>
/// <param name="Quantity">How much, in the base unit.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="Share">For what, in its own unit.</param>
internal sealed record PickListEntry(StockLocation Location, string? Bin, Product Product, decimal Quantity, Instant AskedAt, PickListShare Share);

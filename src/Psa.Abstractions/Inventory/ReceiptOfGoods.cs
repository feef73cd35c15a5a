using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>A receipt, by its move.</summary>
/// <param name="Product">The product.</param>
/// <param name="Sequence">The sequence of its move.</param>
[method: JsonConstructor]
public sealed record ReceiptOfGoods(
    Id<Product> Product,
    long Sequence);

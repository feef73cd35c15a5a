using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What playing all moves of a product again came to.</summary>
/// <param name="Product">The product.</param>
/// <param name="Moves">How many moves it has.</param>
/// <param name="IsRight">Whether all that is stored is what they come to, and no value is lost.</param>
/// <param name="FirstDeviation">The sequence of the first move that comes to something else than is stored of it.</param>
[method: JsonConstructor]
public sealed record StockCheck(
    Id<Product> Product,
    long Moves,
    bool IsRight,
    long? FirstDeviation = null);

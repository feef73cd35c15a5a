using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What somebody counted of a product at a location.</summary>
/// <param name="Product">The product.</param>
/// <param name="Location">Where.</param>
/// <param name="Counted">How much was there, in the base unit, with what is picked.</param>
/// <param name="At">When it was counted: what moved since is taken into account.</param>
/// <param name="Reason">Why.</param>
/// <param name="Serials">Of a serialized product, the serials that were there.</param>
/// <param name="Value">What goods are worth that are found where nothing says it.</param>
[method: JsonConstructor]
public sealed record StockCount(
    Id<Product> Product,
    Id<StockLocation> Location,
    decimal Counted,
    Instant At,
    string Reason,
    ValueList<string> Serials = default,
    Money? Value = null)
{
    /// <summary>Gets how much was there, in the base unit, with what is picked.</summary>
    public decimal Counted { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Counted);
}

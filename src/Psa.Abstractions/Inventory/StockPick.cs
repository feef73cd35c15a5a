using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>Goods at a location that are picked, or delivered, for a demand.</summary>
/// <param name="Location">Where they are.</param>
/// <param name="Quantity">How much, in the demand's unit.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
[method: JsonConstructor]
public sealed record StockPick(Id<StockLocation> Location, decimal Quantity, ValueList<string> Serials = default)
{
    /// <summary>Gets how much, in the demand's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Stock that is corrected by hand.</summary>
/// <param name="Product">The product.</param>
/// <param name="Location">Where.</param>
/// <param name="Quantity">How much more there is, in the base unit; below zero how much less.</param>
/// <param name="Reason">Why.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
/// <param name="Value">What goods are worth that are found where nothing says it.</param>
[method: JsonConstructor]
public sealed record NewStockAdjustment(
    Id<Product> Product,
    Id<StockLocation> Location,
    decimal Quantity,
    string Reason,
    ValueList<string> Serials = default,
    Money? Value = null)
{
    /// <summary>Gets the id that the move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: stock is corrected once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets how much more there is, in the base unit; below zero how much less.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

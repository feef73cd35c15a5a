using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Goods that go to another location.</summary>
/// <param name="Product">The product.</param>
/// <param name="From">Where they are.</param>
/// <param name="To">Where they go.</param>
/// <param name="Quantity">How much, in the base unit.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
/// <param name="For">The demand for which they are picked, and stay so; <see langword="null"/> for goods that are free.</param>
[method: JsonConstructor]
public sealed record NewTransfer(
    Id<Product> Product,
    Id<StockLocation> From,
    Id<StockLocation> To,
    decimal Quantity,
    ValueList<string> Serials = default,
    DemandSource? For = null)
{
    /// <summary>Gets the id that the move, and with it a transfer in two steps, is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets how much, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

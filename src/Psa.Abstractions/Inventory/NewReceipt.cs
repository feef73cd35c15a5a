using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Goods that come in.</summary>
/// <param name="Product">The product.</param>
/// <param name="Quantity">How much, in the base unit.</param>
/// <param name="Cost">What all of it costs.</param>
/// <param name="Rate">By what the cost is multiplied to be in the valuation currency, where it is in another.</param>
/// <param name="Location">Where it comes to; else the product's default location, else the tenant's.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
[method: JsonConstructor]
public sealed record NewReceipt(
    Id<Product> Product,
    decimal Quantity,
    Money Cost,
    decimal? Rate = null,
    Id<StockLocation>? Location = null,
    ValueList<string> Serials = default)
{
    /// <summary>Gets the id that the move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods come once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets how much, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);

    /// <summary>Gets by what the cost is multiplied to be in the valuation currency, where it is in another.</summary>
    public decimal? Rate { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; } = Rate is { } given ? Decimals.Trimmed(given) : null;
}

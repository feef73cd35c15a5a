using System.Text.Json.Serialization;
using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>What comes of a line of a purchase order.</summary>
/// <param name="Line">Which line, from 0.</param>
/// <param name="Quantity">How much, in the line's unit.</param>
/// <param name="Location">Where it comes to; else the line's location, else the product's default location, else the tenant's.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
[method: JsonConstructor]
public sealed record ReceivedLine(int Line, decimal Quantity, Id<StockLocation>? Location = null, ValueList<string> Serials = default)
{
    /// <summary>Gets the id that the move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods come once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets how much, in the line's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

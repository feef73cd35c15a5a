using System.Text.Json.Serialization;
using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>A receipt of a purchase order, or a part of it, that never was.</summary>
/// <param name="Line">Which line, from 0.</param>
/// <param name="Sequence">The sequence of the receipt's move.</param>
/// <param name="Quantity">How much of it, in the line's unit.</param>
/// <param name="From">Where the goods are; else where they were received.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
/// <param name="Reason">Why, or <see langword="null"/>.</param>
[method: JsonConstructor]
public sealed record CanceledReceipt(int Line, long Sequence, decimal Quantity, Id<StockLocation>? From = null, ValueList<string> Serials = default, string? Reason = null)
{
    /// <summary>Gets the id that the move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the receipt is canceled once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets how much of it, in the line's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

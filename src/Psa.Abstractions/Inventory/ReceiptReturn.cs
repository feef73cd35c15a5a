using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>A receipt, or a part of it, that is taken back.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Quantity">How much of it, in the base unit.</param>
/// <param name="ToVendor">Whether the goods go back to the vendor; else they were never received.</param>
/// <param name="From">Where they are; else where they were received.</param>
/// <param name="Serials">The serials, of a serialized product.</param>
/// <param name="Reason">Why.</param>
[method: JsonConstructor]
public sealed record ReceiptReturn(
    ReceiptOfGoods Receipt,
    decimal Quantity,
    bool ToVendor = false,
    Id<StockLocation>? From = null,
    ValueList<string> Serials = default,
    string? Reason = null)
{
    /// <summary>Gets the id that the move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets how much of it, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

using System.Text.Json.Serialization;

namespace Psa.Returns;

/// <summary>What of one delivery comes back.</summary>
/// <param name="Delivery">The sequence of the delivery's move.</param>
/// <param name="Quantity">How much, in the return's unit.</param>
/// <param name="Serials">The serials, of a serialized product; of what a vendor sent in their place, those.</param>
/// <param name="Move">The sequence of the move by which they came to where they lie, or lay before they left; <see langword="null"/> before they came back.</param>
/// <param name="Former">The serials that the customer had, where a vendor sent others in their place; else empty.</param>
[method: JsonConstructor]
public sealed record ReturnedGoods(long Delivery, decimal Quantity, ValueList<string> Serials = default, long? Move = null, ValueList<string> Former = default)
{
    /// <summary>Gets how much, in the return's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

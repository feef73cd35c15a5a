using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>Goods of one receipt that are costed by themselves.</summary>
/// <param name="Receipt">The sequence of the move that brought them in, which transfers don't change: the layer's place in the order.</param>
/// <param name="Quantity">How much of it there is, in the base unit.</param>
/// <param name="Value">What it is worth.</param>
/// <param name="Serial">Which serial it is, where each has its own cost.</param>
[method: JsonConstructor]
public sealed record CostLayer(long Receipt, decimal Quantity, Money Value, string? Serial = null)
{
    /// <summary>Gets how much of it there is, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

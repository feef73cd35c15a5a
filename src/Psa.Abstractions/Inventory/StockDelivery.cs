using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Inventory;

/// <summary>Goods that left for a demand at once.</summary>
/// <param name="Sequence">The sequence of its move.</param>
/// <param name="Location">The location that they left.</param>
/// <param name="Quantity">How much, in the demand's unit.</param>
/// <param name="Date">The day.</param>
/// <param name="Undone">How much of it was undone since: it lies where it was again, picked.</param>
[method: JsonConstructor]
public sealed record StockDelivery(long Sequence, Id<StockLocation> Location, decimal Quantity, LocalDate Date, decimal Undone = 0m)
{
    /// <summary>Gets how much, in the demand's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);

    /// <summary>Gets how much of it was undone since.</summary>
    public decimal Undone { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Undone);
}

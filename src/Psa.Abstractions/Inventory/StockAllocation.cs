using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>Goods that are on order for a demand.</summary>
/// <param name="Order">The purchase order.</param>
/// <param name="Line">Which of its lines, from 0.</param>
/// <param name="Quantity">How much of it didn't come yet, in the demand's unit.</param>
/// <param name="IsDropShip">Whether it goes straight to the customer: then no stock is assigned for it.</param>
/// <param name="IsDraft">Whether the vendor doesn't have the order yet: then a higher price of it is to be approved still.</param>
[method: JsonConstructor]
public sealed record StockAllocation(Guid Order, int Line, decimal Quantity, bool IsDropShip = false, bool IsDraft = false)
{
    /// <summary>Gets how much of it didn't come yet, in the demand's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>What a vendor has of what was approved.</summary>
/// <param name="Order">The purchase order.</param>
/// <param name="Line">Which of its lines, from 0.</param>
/// <param name="Quantity">How much of it is for demands of the approval's document, in the base unit; without what is short-closed or canceled, of which nothing comes.</param>
/// <param name="Price">What one of the base unit costs, in the valuation currency of that day; <see langword="null"/> where nobody knows, or who reads it doesn't view costs.</param>
[method: JsonConstructor]
public sealed record ApprovedOrder(Guid Order, int Line, decimal Quantity, UnitPrice? Price = null)
{
    /// <summary>Gets how much of it is for demands of the approval's document, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

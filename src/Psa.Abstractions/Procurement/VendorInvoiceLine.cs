using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>What a vendor invoices of a line of a purchase order.</summary>
/// <param name="Order">The purchase order.</param>
/// <param name="Line">Which of its lines, from 0.</param>
/// <param name="Receipt">The sequence of the receipt's move; <see langword="null"/> for what is still to come.</param>
/// <param name="Quantity">How much of it, in the line's unit.</param>
/// <param name="Price">The price of one unit, in the invoice's currency.</param>
[method: JsonConstructor]
public sealed record VendorInvoiceLine(Id<PurchaseOrder> Order, int Line, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Receipt, decimal Quantity, UnitPrice Price)
{
    /// <summary>Gets how much of it, in the line's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

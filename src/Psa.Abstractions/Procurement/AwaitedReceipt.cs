using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>What a vendor invoiced of a line of a purchase order before it came: the next receipts take it.</summary>
/// <param name="Invoice">The vendor's invoice.</param>
/// <param name="Line">Which of the invoice's lines, from 0.</param>
/// <param name="Quantity">How much of it didn't come yet, in the unit of the order's line.</param>
[method: JsonConstructor]
public sealed record AwaitedReceipt(Id<VendorInvoice> Invoice, int Line, decimal Quantity)
{
    /// <summary>Gets how much of it didn't come yet, in the unit of the order's line.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

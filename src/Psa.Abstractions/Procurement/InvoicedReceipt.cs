using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>What a line of a vendor's invoice told of a receipt.</summary>
/// <param name="Line">Which of the invoice's lines, from 0.</param>
/// <param name="Receipt">The sequence of the receipt's move.</param>
/// <param name="Quantity">How much of it is invoiced, in the unit of the order's line.</param>
/// <param name="Difference">What that comes to beyond the receipt's value of it, in the valuation currency.</param>
[method: JsonConstructor]
public sealed record InvoicedReceipt(int Line, long Receipt, decimal Quantity, Money Difference)
{
    /// <summary>Gets how much of it is invoiced, in the unit of the order's line.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}

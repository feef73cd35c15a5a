using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>What came of a line of a purchase order at once.</summary>
/// <param name="Sequence">The sequence of its move.</param>
/// <param name="Quantity">How much came, in the line's unit.</param>
/// <param name="Canceled">How much of it was taken back since.</param>
/// <param name="Invoiced">How much of it the vendor invoiced.</param>
/// <param name="InvoiceNumber">The number of the vendor's invoice that came along, or <see langword="null"/>.</param>
[method: JsonConstructor]
public sealed record PurchaseReceipt(long Sequence, decimal Quantity, decimal Canceled = 0m, decimal Invoiced = 0m, string? InvoiceNumber = null)
{
    /// <summary>Gets how much came, in the line's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);

    /// <summary>Gets how much of it was taken back since.</summary>
    public decimal Canceled { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Canceled);

    /// <summary>Gets how much of it the vendor invoiced.</summary>
    public decimal Invoiced { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Invoiced);
}

using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>A purchase order by hand.</summary>
/// <param name="Vendor">From whom.</param>
/// <param name="Lines">What is ordered.</param>
/// <param name="Number">Its number; <see langword="null"/> for the next of the number series.</param>
[method: JsonConstructor]
public sealed record NewPurchaseOrder(Id<Vendor> Vendor, ValueList<PurchaseOrderLine> Lines, string? Number = null)
{
    /// <summary>Gets its number; <see langword="null"/> for the next of the number series.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); } = TextEnds.Trim(Number);

    /// <summary>Gets the id that the order is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is written once.</summary>
    public Id<PurchaseOrder>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }
}

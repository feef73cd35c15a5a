using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>A purchase order by hand.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Vendor">From whom.</param>
/// <param name="Lines">What is ordered.</param>
[method: JsonConstructor]
public sealed record NewPurchaseOrder(string Number, Id<Vendor> Vendor, ValueList<PurchaseOrderLine> Lines);

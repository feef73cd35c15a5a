using System.Text.Json.Serialization;
using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Returns;

/// <summary>Returned goods at their vendor.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="IsOut">Whether they, or others in their place, are still to come, or to be answered for.</param>
/// <param name="Transit">Where they are worth something meanwhile, since they are lent for repair or replacement; <see langword="null"/> where a credit is expected, and their value left with them.</param>
/// <param name="Order">The purchase order whose line is open again for others in their place, or <see langword="null"/>.</param>
/// <param name="Line">The place of that line, from 0.</param>
[method: JsonConstructor]
public sealed record VendorReturn(Id<Vendor> Vendor, bool IsOut, Id<StockLocation>? Transit = null, Id<PurchaseOrder>? Order = null, int Line = 0);

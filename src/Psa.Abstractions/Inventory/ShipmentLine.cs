using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>What of a charge or line of an order leaves with a shipment.</summary>
/// <param name="Source">The charge or line.</param>
/// <param name="Goods">What of which locations, in its unit; empty for all that is picked for it.</param>
[method: JsonConstructor]
public sealed record ShipmentLine(DemandSource Source, ValueList<StockPick> Goods = default);

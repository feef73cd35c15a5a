using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Demands in a store, found by the id that is derived from what they are for.</summary>
internal static class DemandRecords
{
    internal static RecordType<Demand> Type { get; } = new("stock_demand", static (r, v) => r with { Version = v });
}

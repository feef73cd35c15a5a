using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Locations in a store: few, and read all at once.</summary>
internal static class StockLocationRecords
{
    internal static RecordType<StockLocation> Type { get; } = new("stock_location", static (r, v) => r with { Version = v }) { IsFact = true };
}

using Psa.Storage;

namespace Psa.Inventory;

/// <summary>What holds for stock, in a store: one record a tenant.</summary>
internal static class StockSettingsRecords
{
    internal static RecordType<StockSettings> Type { get; } = new("stock_settings", static (r, v) => r with { Version = v });
}

using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Price lists in a store: few, and read all at once.</summary>
internal static class PriceListRecords
{
    internal static RecordType<PriceList> Type { get; } = new("price_list", static (r, v) => r with { Version = v }) { IsFact = true };
}

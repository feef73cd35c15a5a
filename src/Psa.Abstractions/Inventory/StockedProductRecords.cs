using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Stocked products in a store, found by the id of their product.</summary>
internal static class StockedProductRecords
{
    internal static RecordType<StockedProduct> Type { get; } = new("stocked_product", static (r, v) => r with { Version = v });
}

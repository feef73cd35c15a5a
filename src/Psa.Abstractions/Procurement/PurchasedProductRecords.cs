using Psa.Storage;

namespace Psa.Procurement;

/// <summary>From whom products are bought, in a store: found by the id of their product.</summary>
internal static class PurchasedProductRecords
{
    internal static RecordType<PurchasedProduct> Type { get; } = new("purchased_product", static (r, v) => r with { Version = v }) { IsFact = true };
}

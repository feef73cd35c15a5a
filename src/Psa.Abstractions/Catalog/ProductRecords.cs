using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Products in a store: few, and read all at once.</summary>
internal static class ProductRecords
{
    internal static RecordType<Product> Type { get; } = new("product", static (r, v) => r with { Version = v });
}

using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Stock items in a store.</summary>
internal static class StockItemRecords
{
    private static readonly Column<StockItem> Location = Column.Of(static (StockItem r) => r.Location);
    private static readonly Column<StockItem> Product = Column.Of(static (StockItem r) => r.Product);
    private static readonly RecordIndex<StockItem> ByLocation = new("by_location", Location, RecordType<StockItem>.Id);
    private static readonly RecordIndex<StockItem> ByProduct = new("by_product", Product, RecordType<StockItem>.Id);

    internal static RecordType<StockItem> Type { get; } = new("stock_item", static (r, v) => r with { Version = v }, ByLocation, ByProduct) { IsFact = true };

    /// <summary>Those of a location.</summary>
    internal static Query<StockItem> OfLocation(Id<StockLocation> location) => new(ByLocation, Location.Is(location));

    /// <summary>Those of a product.</summary>
    internal static Query<StockItem> OfProduct(Id<Product> product) => new(ByProduct, Product.Is(product));
}

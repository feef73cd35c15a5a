using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Balances of stock in a store.</summary>
internal static class StockBalanceRecords
{
    private static readonly Column<StockBalance> Product = Column.Of(static (StockBalance r) => r.Product);
    private static readonly Column<StockBalance> Location = Column.Of(static (StockBalance r) => r.Location);
    private static readonly RecordIndex<StockBalance> ByProduct = new("by_product", Product, RecordType<StockBalance>.Id);
    private static readonly RecordIndex<StockBalance> ByLocation = new("by_location", Location, RecordType<StockBalance>.Id) { Only = [Location.IsNot(null)] };

    internal static RecordType<StockBalance> Type { get; } = new("stock_balance", static (r, v) => r with { Version = v }, ByProduct, ByLocation);

    /// <summary>Those of a product, at all its places.</summary>
    internal static Query<StockBalance> OfProduct(Id<Product> product) => new(ByProduct, Product.Is(product));

    /// <summary>Those of a location.</summary>
    internal static Query<StockBalance> OfLocation(Id<StockLocation> location) => new(ByLocation, Location.Is(location));
}

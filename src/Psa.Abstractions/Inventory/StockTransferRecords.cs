using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Transfers in two steps, in a store.</summary>
internal static class StockTransferRecords
{
    private static readonly Column<StockTransfer> Product = Column.Of(static (StockTransfer r) => r.Product);
    private static readonly RecordIndex<StockTransfer> ByProduct = new("by_product", Product, RecordType<StockTransfer>.Id);

    internal static RecordType<StockTransfer> Type { get; } = new("stock_transfer", static (r, v) => r with { Version = v }, ByProduct);

    /// <summary>Those of a product.</summary>
    internal static Query<StockTransfer> OfProduct(Id<Product> product) => new(ByProduct, Product.Is(product));
}

using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Serials in a store.</summary>
internal static class StockSerialRecords
{
    private static readonly Column<StockSerial> Product = Column.Of(static (StockSerial r) => r.Product);
    private static readonly Column<StockSerial> Serial = Column.FoldOf(static (StockSerial r) => r.Serial);
    private static readonly RecordIndex<StockSerial> ByProduct = new("by_product", Product, Serial, RecordType<StockSerial>.Id);

    internal static RecordType<StockSerial> Type { get; } = new("stock_serial", static (r, v) => r with { Version = v }, ByProduct);

    /// <summary>Those of a product.</summary>
    internal static Query<StockSerial> OfProduct(Id<Product> product) => new(ByProduct, Product.Is(product));
}

using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Transfers in two steps, in a store.</summary>
internal static class StockTransferRecords
{
    private static readonly Column<StockTransfer> To = Column.Of(static (StockTransfer r) => r.To);
    private static readonly Column<StockTransfer> IsUnderWay = Column.FollowingOf(static (StockTransfer r) => r.IsUnderWay);
    private static readonly RecordIndex<StockTransfer> UnderWay = new("under_way", To, RecordType<StockTransfer>.Id) { Only = [IsUnderWay.Is(true)] };

    private static readonly Column<StockTransfer> OfGoods = Column.Of(static (StockTransfer r) => r.Product);
    private static readonly RecordIndex<StockTransfer> UnderWayByProduct = new("under_way_of_product", OfGoods, RecordType<StockTransfer>.Id) { Only = [IsUnderWay.Is(true)] };

    internal static RecordType<StockTransfer> Type { get; } = new("stock_transfer", static (r, v) => r with { Version = v }, UnderWay, UnderWayByProduct);

    /// <summary>Those of a product that are under way.</summary>
    internal static Query<StockTransfer> UnderWayOf(Id<Product> product) => new(UnderWayByProduct, OfGoods.Is(product));

    /// <summary>Those that are under way to a location.</summary>
    internal static Query<StockTransfer> UnderWayTo(Id<StockLocation> location) => new(UnderWay, To.Is(location));
}

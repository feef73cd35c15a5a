using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Demands in a store, found by the id that is derived from what they are for, by where they stand and by product.</summary>
internal static class DemandRecords
{
    private static readonly Column<Demand> Status = Column.FollowingOf(static (Demand r) => r.Status);
    private static readonly Column<Demand> Product = Column.Of(static (Demand r) => r.Product);
    private static readonly Column<Demand> AskedAt = Column.Of(static (Demand r) => r.AskedAt);
    private static readonly Column<Demand> IsOpen = Column.FollowingOf(static (Demand r) => r.IsOpen);
    private static readonly RecordIndex<Demand> ByStatus = new("by_status", Status, AskedAt, RecordType<Demand>.Id);
    private static readonly RecordIndex<Demand> OpenOf = new("open_of_product", Product, AskedAt, RecordType<Demand>.Id) { Only = [IsOpen.Is(true)] };

    internal static RecordType<Demand> Type { get; } = new("stock_demand", static (r, v) => r with { Version = v }, ByStatus, OpenOf);

    /// <summary>Those that stand somewhere, in the order in which they were asked for.</summary>
    internal static Query<Demand> OfStatus(DemandStatus status) => new(ByStatus, Status.Is(status));

    /// <summary>Those of a product that need more than they got, in the order in which they were asked for.</summary>
    internal static Query<Demand> OpenOfProduct(Id<Product> product) => new(OpenOf, Product.Is(product));
}

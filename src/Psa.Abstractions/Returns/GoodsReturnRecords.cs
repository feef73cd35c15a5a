using Psa.Inventory;
using Psa.Storage;

namespace Psa.Returns;

/// <summary>Returns in a store.</summary>
internal static class GoodsReturnRecords
{
    private static readonly Column<GoodsReturn> Source = Column.FollowingOf(static (GoodsReturn r) => r.SourceId);
    private static readonly Column<GoodsReturn> Status = Column.Of(static (GoodsReturn r) => r.Status);
    private static readonly Column<GoodsReturn> IsOpen = Column.FollowingOf(static (GoodsReturn r) => r.IsOpen);
    private static readonly Column<GoodsReturn> Replacement = Column.Of(static (GoodsReturn r) => r.Replacement);
    private static readonly RecordIndex<GoodsReturn> BySource = new("by_source", Source, RecordType<GoodsReturn>.Id);
    private static readonly RecordIndex<GoodsReturn> ByStatus = new("by_status", Status, RecordType<GoodsReturn>.Id);
    private static readonly RecordIndex<GoodsReturn> OpenOnes = new("open", RecordType<GoodsReturn>.Id) { Only = [IsOpen.Is(true)] };
    private static readonly RecordIndex<GoodsReturn> ByReplacement = new("by_replacement", Replacement, RecordType<GoodsReturn>.Id) { Only = [Replacement.IsNot(null)] };

    internal static RecordType<GoodsReturn> Type { get; } = new("goods_return", static (r, v) => r with { Version = v }, BySource, ByStatus, OpenOnes, ByReplacement);

    /// <summary>Those of a charge, or of all lines of an order.</summary>
    internal static Query<GoodsReturn> OfSource(Guid source) => new(BySource, Source.Is(source));

    /// <summary>The one in place of whose goods others go out by a charge.</summary>
    internal static Query<GoodsReturn> OfReplacement(Id<StockCharge> charge) => new(ByReplacement, Replacement.Is(charge));

    /// <summary>Those that stand somewhere.</summary>
    internal static Query<GoodsReturn> OfStatus(ReturnStatus status) => new(ByStatus, Status.Is(status));

    /// <summary>Those of which something is left to be done.</summary>
    internal static Query<GoodsReturn> Open() => new(OpenOnes);
}

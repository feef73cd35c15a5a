using NodaTime;
using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Moves of stock in a store: added and never changed.</summary>
internal static class StockMoveRecords
{
    private static readonly Column<StockMove> Id = RecordType<StockMove>.Id;
    private static readonly Column<StockMove> Product = Column.Of(static (StockMove r) => r.Product);
    private static readonly Column<StockMove> Sequence = Column.Of(static (StockMove r) => r.Sequence);
    private static readonly Column<StockMove> At = Column.Of(static (StockMove r) => r.At);
    private static readonly Column<StockMove> Origin = Column.Of(static (StockMove r) => r.Origin);
    private static readonly Column<StockMove> Document = Column.Of(static (StockMove r) => r.Document);
    private static readonly Column<StockMove> TellsCost = Column.FollowingOf(static (StockMove r) => r.TellsCost);
    private static readonly RecordIndex<StockMove> BySequence = new("by_sequence", Product, Sequence) { Unique = "its product and sequence" };
    private static readonly RecordIndex<StockMove> ByTime = new("by_time", Product, At, Sequence);
    private static readonly RecordIndex<StockMove> ByOrigin = new("by_origin", Product, Origin, Id) { Only = [Origin.IsNot(null)] };
    private static readonly RecordIndex<StockMove> ByDocument = new("by_document", Document, Id) { Only = [Document.IsNot(null)] };
    private static readonly RecordIndex<StockMove> Costs = new("costs", Product, Sequence, Id) { Only = [TellsCost.Is(true)] };

    internal static RecordType<StockMove> Type { get; } = new("stock_move", static (r, v) => r with { Version = v }, BySequence, ByTime, ByOrigin, ByDocument, Costs);

    /// <summary>Those of a product from one on, in their order.</summary>
    internal static Query<StockMove> Since(Id<Product> product, long sequence) => new(BySequence, Product.Is(product), Sequence.From(sequence));

    /// <summary>Those of a product that were made after a moment, in their order.</summary>
    internal static Query<StockMove> After(Id<Product> product, Instant at) => new(ByTime, Product.Is(product), At.After(at));

    /// <summary>The one of a sequence.</summary>
    internal static Query<StockMove> OfSequence(Id<Product> product, long sequence) => new(BySequence, Product.Is(product), Sequence.Is(sequence));

    /// <summary>Those that take back, or add cost to, a move of a product.</summary>
    internal static Query<StockMove> OfOrigin(Id<Product> product, long origin) => new(ByOrigin, Product.Is(product), Origin.Is(origin));

    /// <summary>Those that were made for a document.</summary>
    internal static Query<StockMove> OfDocument(Guid document) => new(ByDocument, Document.Is(document));

    /// <summary>Those from which a product's current cost follows, in their order.</summary>
    internal static Query<StockMove> CostsOf(Id<Product> product) => new(Costs, Product.Is(product));
}

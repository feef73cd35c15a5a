namespace Psa.Inventory;

/// <summary>Where a move takes goods from and brings them to.</summary>
internal static class StockFlow
{
    /// <summary>Gives the places that a move changes the quantity of.</summary>
    internal static (StockPlace? From, StockPlace? To) Of(StockMove move, IReadOnlyDictionary<Id<StockLocation>, LocationKind> locations) =>
        move.Kind is StockMoveKind.Pick or StockMoveKind.Unpick or StockMoveKind.Reserve or StockMoveKind.Release
            ? (null, null)
            : (move.From is { } from ? new StockPlace(from, locations[from] == LocationKind.Transit ? move.Transfer : null) : null,
                move.To is { } to && locations[to] != LocationKind.Lost ? new StockPlace(to, locations[to] == LocationKind.Transit ? move.Transfer : null) : null);

    /// <summary>Gives the cost scopes that a move changes the quantity of; none where it stays within one.</summary>
    internal static (StockPlace? From, StockPlace? To) Of(StockMove move, CostScope scope, IReadOnlyDictionary<Id<StockLocation>, LocationKind> locations)
    {
        var (from, to) = Of(move, locations);
        (from, to) = (from is { } source ? StockBook.PoolOf(source, scope) : null, to is { } target ? StockBook.PoolOf(target, scope) : null);
        return from is not null && from == to ? (null, null) : (from, to);
    }
}

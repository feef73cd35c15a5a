namespace Psa.Inventory;

/// <summary>Plays the moves of a product again from the first: what they come to is what is stored (R-MOVE-LOG).</summary>
internal static class StockReplay
{
    /// <summary>Plays moves.</summary>
    /// <param name="product">The product as it is stored.</param>
    /// <param name="moves">All its moves, in their order.</param>
    /// <param name="scope">Within what goods are costed together.</param>
    /// <param name="currency">The valuation currency.</param>
    /// <param name="locations">What the locations are.</param>
    /// <param name="deviating">The first move that comes to something else than is stored of it, or <see langword="null"/>.</param>
    /// <returns>The stock that they come to.</returns>
    internal static StockBook Play(
        StockedProduct product, IReadOnlyList<StockMove> moves, CostScope scope, Currency currency, IReadOnlyDictionary<Id<StockLocation>, LocationKind> locations, out StockMove? deviating)
    {
        var book = new StockBook(product with { LastMove = 0, Ledger = null, Standard = null }, scope, currency, locations);
        var all = new StockMove[moves.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = moves[i];
        }

        deviating = null;
        for (var i = 0; i < all.Length; i++)
        {
            // a method, and whether there are serials, changes only while there is no stock
            book.Become(all[i].Method, all[i].Quantity > 0m && all[i].Kind is not (StockMoveKind.Reserve or StockMoveKind.Release) ? all[i].Serials.Count > 0 : book.Product.IsSerialized);
            IReadOnlyList<StockMove> history = all[i].Origin is >= 1 and var origin && origin <= i ? new ArraySegment<StockMove>(all, (int)origin - 1, i - (int)origin + 1) : [];
            var again = book.Post(all[i], history) with { Version = all[i].Version };
            deviating ??= again == all[i] ? null : all[i];
        }

        book.Become(product.Method, product.IsSerialized);
        return book;
    }

    /// <summary>Tells whether two books say the same of every place where anything is, and of every serial.</summary>
    internal static bool AreSame(StockBook one, StockBook other) => ById(one.Balances) is var balances && ById(other.Balances) is var others
        && balances.Count == others.Count && Holds(balances, others)
        && ById(one.Serials) is var serials && ById(other.Serials) is var known && serials.Count == known.Count && Holds(serials, known);

    private static Dictionary<Guid, StockBalance> ById(IEnumerable<StockBalance> balances)
    {
        var all = new Dictionary<Guid, StockBalance>();
        foreach (var balance in balances)
        {
            if (!balance.IsEmpty())
            {
                all.Add(balance.Id.Value, balance with { Version = 0 });
            }
        }

        return all;
    }

    private static Dictionary<Guid, StockSerial> ById(IEnumerable<StockSerial> serials)
    {
        var all = new Dictionary<Guid, StockSerial>();
        foreach (var serial in serials)
        {
            all.Add(serial.Id.Value, serial with { Version = 0 });
        }

        return all;
    }

    private static bool Holds<T>(Dictionary<Guid, T> one, Dictionary<Guid, T> other)
        where T : class
    {
        foreach (var (id, value) in one)
        {
            if (!other.TryGetValue(id, out var there) || !value.Equals(there))
            {
                return false;
            }
        }

        return true;
    }
}

using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>What is there.</content>
public sealed partial class InventoryService
{
    private const int MostMoves = 1_000;

    /// <summary>Lists all locations, by their names.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The locations; they are few.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public async Task<ValueList<StockLocation>> ListLocationsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewStock, Permission.ManageSettings);
        var all = await ReadAsync(actor, session => session.LocationsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var locations = new List<StockLocation>(all.Values);
        locations.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return locations.ToValueList();
    }

    /// <summary>Lists what is there of a product, by its places. What it is worth is shown to who views costs.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The balances: one a location where it ever was, one a transfer under way, and one of all together where they are costed so.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<StockBalance>> ListBalancesAsync(Actor actor, Id<Product> product, CancellationToken cancellationToken = default) =>
        BalancesAsync(actor, StockBalanceRecords.OfProduct(product), cancellationToken);

    /// <summary>Lists what is at a location. What it is worth is shown to who views costs.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="location">The location.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The balances, one a product that ever was there.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<StockBalance>> ListAtAsync(Actor actor, Id<StockLocation> location, CancellationToken cancellationToken = default) =>
        BalancesAsync(actor, StockBalanceRecords.OfLocation(location), cancellationToken);

    /// <summary>Lists moves of a product, in their order. What they are worth is shown to who views costs.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="from">The sequence of the first one.</param>
    /// <param name="most">How many at most, 1–1000.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The moves.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>: the sequence is negative, or so many can't be listed at once.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public async Task<ValueList<StockMove>> ListMovesAsync(Actor actor, Id<Product> product, long from = 1, int most = 100, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        Border.Check(from);
        StockReads.RequireSequence(from, "From");
        if (most is < 1 or > MostMoves)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, FormattableString.Invariant($"{most} moves can't be listed: ask for 1 to {MostMoves}."), "Most")]);
        }

        var query = StockMoveRecords.Since(product, from).Take(most);
        var moves = await ReadAsync(actor, session => session.Of<StockMove>().QueryAsync(query, cancellationToken).ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return moves.ConvertAll(move => move.ShownTo(actor)).ToValueList();
    }

    /// <summary>Finds a serial of a product, upper and lower case alike, and says where it is.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="serial">The serial.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The serial, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<StockSerial?> FindSerialAsync(Actor actor, Id<Product> product, string serial, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        Border.CheckQuestion(serial);
        return ReadAsync(actor, session => session.Of<StockSerial>().FindAsync(StockBook.SerialIdOf(session.Tenant, product, serial), cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists what is to be fetched or ordered so that a location is full again.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="location">The location.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The products of which something is suggested.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<ReorderLine>> ListReorderAsync(Actor actor, Id<StockLocation> location, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        return ReadAsync(actor, session => session.ReorderAsync(location, cancellationToken), cancellationToken);
    }

    private Task<T> ReadAsync<T>(Actor actor, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
            return await read(session).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<ValueList<StockBalance>> BalancesAsync(Actor actor, Query<StockBalance> query, CancellationToken cancellationToken)
    {
        Require(actor, Permission.ViewStock);
        var balances = await ReadAsync(actor, session => session.Of<StockBalance>().QueryAsync(query, cancellationToken).ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        balances.Sort(static (one, other) => one.Location == other.Location && one.Transfer == other.Transfer ? one.Product.CompareTo(other.Product) : one.Place().CompareTo(other.Place()));
        return balances.ConvertAll(balance => balance.ShownTo(actor)).ToValueList();
    }
}

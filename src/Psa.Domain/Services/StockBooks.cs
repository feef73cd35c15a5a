using Psa.Catalog;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Opens the book of a product's stock in a step.</summary>
internal static class StockBooks
{
    /// <summary>Gives the id of a tenant's stock settings.</summary>
    internal static Id<StockSettings> StockSettingsOf(this TenantId tenant) => DerivedId.Create<StockSettings>(tenant, "stock settings");

    /// <summary>Gives the id of the stock item of a product and location.</summary>
    internal static Id<StockItem> ItemOf(TenantId tenant, Id<Product> product, Id<StockLocation> location) =>
        DerivedId.Create<StockItem>(tenant, "stock item", product.ToString(), location.ToString());

    /// <summary>Gives the tenant's stock settings.</summary>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>.</exception>
    internal static async Task<StockSettings> StockSettingsAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        await session.Of<StockSettings>().FindAsync(session.Tenant.StockSettingsOf(), cancellationToken).ConfigureAwait(false)
        ?? throw new RuleViolationException(InventoryErrors.NotSetUp, "Nothing says in which currency stock is valued: save the stock settings first.");

    /// <summary>Gives how a product is stocked.</summary>
    /// <exception cref="RuleViolationException"><c>product.not_stocked</c>.</exception>
    internal static async Task<StockedProduct> StockedAsync(this IPsaSession session, Id<Product> product, CancellationToken cancellationToken) =>
        await session.Of<StockedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false)
        ?? throw NotStocked(await session.Of<Product>().RequireAsync(product, cancellationToken).ConfigureAwait(false));

    private static RuleViolationException NotStocked(Product product) => new(InventoryErrors.NotStocked, "The product isn't stocked: say first how it is.", product.Id.Value);

    /// <summary>Gives all locations.</summary>
    internal static async Task<Dictionary<Id<StockLocation>, StockLocation>> LocationsAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        var locations = new Dictionary<Id<StockLocation>, StockLocation>();
        await foreach (var location in session.Of<StockLocation>().QueryAsync(RecordType<StockLocation>.All, cancellationToken).ConfigureAwait(false))
        {
            locations.Add(location.Id, location);
        }

        return locations;
    }

    /// <summary>Opens a book.</summary>
    /// <param name="session">The session.</param>
    /// <param name="product">The product.</param>
    /// <param name="places">The places that its moves name; <see langword="null"/> for all of the product.</param>
    /// <param name="serials">The serials that they name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="isRead">Whether it is only looked at.</param>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    internal static async Task<OpenBook> OpenBookAsync(
        this IPsaSession session, Id<Product> product, IReadOnlyCollection<StockPlace>? places, ValueList<string> serials, CancellationToken cancellationToken, bool isRead = false)
    {
        await session.RequireInventoryAsync(cancellationToken, isRead).ConfigureAwait(false);
        var settings = await session.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
        var stocked = await session.StockedAsync(product, cancellationToken).ConfigureAwait(false);
        var locations = await session.LocationsAsync(cancellationToken).ConfigureAwait(false);
        var book = new StockBook(stocked, settings.Scope, settings.Currency, KindsOf(locations));
        if (places is null)
        {
            await foreach (var balance in session.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfProduct(product), cancellationToken).ConfigureAwait(false))
            {
                book.Add(balance);
            }
        }
        else
        {
            // of all locations together too, where they are costed so
            foreach (var place in (StockPlace[])[.. places, default])
            {
                if (await session.Of<StockBalance>().FindAsync(StockBook.IdOf(session.Tenant, product, place), cancellationToken).ConfigureAwait(false) is { } balance)
                {
                    book.Add(balance);
                }
            }
        }

        await session.AddSerialsAsync(book, serials, cancellationToken).ConfigureAwait(false);
        return new(book, settings, stocked, locations);
    }

    private static Dictionary<Id<StockLocation>, LocationKind> KindsOf(Dictionary<Id<StockLocation>, StockLocation> locations)
    {
        var kinds = new Dictionary<Id<StockLocation>, LocationKind>();
        foreach (var location in locations.Values)
        {
            kinds.Add(location.Id, location.Kind);
        }

        return kinds;
    }

    /// <summary>Reads serials into a book; those that it holds stay as the step left them.</summary>
    internal static async Task AddSerialsAsync(this IPsaSession session, StockBook book, ValueList<string> serials, CancellationToken cancellationToken)
    {
        foreach (var serial in serials)
        {
            if (await session.Of<StockSerial>().FindAsync(StockBook.SerialIdOf(session.Tenant, book.Product.Product, serial), cancellationToken).ConfigureAwait(false) is { } known)
            {
                book.Add(known);
            }
        }
    }

    /// <summary>Reads the balance at a place into a book.</summary>
    internal static async Task AddBalanceAsync(this IPsaSession session, OpenBook open, StockPlace place, CancellationToken cancellationToken)
    {
        if (await session.Of<StockBalance>().FindAsync(StockBook.IdOf(session.Tenant, open.Read.Product, place), cancellationToken).ConfigureAwait(false) is { } balance)
        {
            open.Book.Add(balance);
        }
    }

    /// <summary>Gives what a move that takes back another, or adds cost to it, looks at.</summary>
    internal static async Task<List<StockMove>> HistoryAsync(this IPsaSession session, Id<Product> product, long origin, bool isWhole, CancellationToken cancellationToken)
    {
        if (isWhole)
        {
            return await session.Of<StockMove>().QueryAsync(StockMoveRecords.Since(product, origin), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        }

        var history = await session.Of<StockMove>().QueryAsync(StockMoveRecords.OfSequence(product, origin), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        history.AddRange(await session.Of<StockMove>().QueryAsync(StockMoveRecords.OfOrigin(product, origin), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false));
        history.Sort(static (left, right) => left.Sequence.CompareTo(right.Sequence));
        return history;
    }

    /// <summary>Gives what a call whose answer was lost posted under the id that it was given; <see langword="null"/> when it did nothing, or was given none.</summary>
    /// <exception cref="ConcurrencyConflictException">The id is that of another move.</exception>
    internal static async Task<StockMove?> MadeAsync(this Step step, Id<StockMove>? given, Id<Product> product, StockMoveKind kind, CancellationToken cancellationToken)
    {
        if (given is not { } id || await step.Of<StockMove>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } made)
        {
            return null;
        }

        return made.Product == product && made.Kind == kind && made.User == step.Actor.User ? made : throw new ConcurrencyConflictException(nameof(StockMove), id.Value, 0, made.Version);
    }

    /// <summary>A book that a step opened.</summary>
    /// <param name="Book">The book.</param>
    /// <param name="Settings">What holds for stock.</param>
    /// <param name="Read">The product as it was read.</param>
    /// <param name="Locations">All locations.</param>
    internal sealed record OpenBook(StockBook Book, StockSettings Settings, StockedProduct Read, Dictionary<Id<StockLocation>, StockLocation> Locations)
    {
        /// <summary>Gives what the locations are.</summary>
        internal Dictionary<Id<StockLocation>, LocationKind> Kinds() => KindsOf(Locations);

        /// <summary>Gives a move of the step to be filled in.</summary>
        internal StockMove New(Step step, StockMoveKind kind) => Book.New(kind, step.Now, step.Actor.User, step.Actor.DisplayName);

        /// <summary>Refuses a location that isn't there, or takes no goods any more.</summary>
        /// <exception cref="EntityNotFoundException">There is none.</exception>
        /// <exception cref="RuleViolationException"><c>stock.bad_place</c>.</exception>
        internal StockLocation RequireActive(Id<StockLocation> id) => Require(id) is { IsActive: true } active
            ? active
            : throw new RuleViolationException(InventoryErrors.BadPlace, "The location takes no goods any more: name another, or make it active.", id.Value);

        /// <summary>Refuses a location that isn't there.</summary>
        /// <exception cref="EntityNotFoundException">There is none.</exception>
        internal StockLocation Require(Id<StockLocation> id) => Locations.TryGetValue(id, out var known) ? known : throw new EntityNotFoundException(nameof(StockLocation), id.Value);

        /// <summary>Gives where goods come to.</summary>
        /// <exception cref="RuleViolationException"><c>stock.bad_place</c>: nothing says where.</exception>
        internal StockLocation Target(Id<StockLocation>? said) => RequireActive(said ?? Read.DefaultLocation ?? Default()?.Id
            ?? throw new RuleViolationException(InventoryErrors.BadPlace, "Nothing says where the goods come to: name a location, or make one the default."));

        /// <summary>Gives the tenant's default location.</summary>
        internal StockLocation? Default()
        {
            foreach (var location in Locations.Values)
            {
                if (location.IsDefault)
                {
                    return location;
                }
            }

            return null;
        }
    }
}

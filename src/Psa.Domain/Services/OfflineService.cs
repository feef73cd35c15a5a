using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Languages;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Work without a connection: what a device takes along, and what it brings back. What it brings is done by the services of quotes and orders as if somebody did it now, with the rights of who merges it, so no file
/// gains what they may not give.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today.</param>
/// <param name="ids">Makes ids of what isn't made on a device.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class OfflineService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly QuoteService _quotes = new(store, clock, ids, taxes, languages);
    private readonly OrderService _orders = new(store, clock, ids, taxes, languages);

    /// <summary>Gives what a device takes along: the quotes and orders of some customers on which something can still be done, as far as the actor views them.</summary>
    /// <param name="actor">Who takes it along.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The documents with their versions, by customer and date.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public async Task<DeviceExport> ExportAsync(Actor actor, ValueList<Id<Customers.Customer>> customers, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Border.Check(customers);
        var (quotes, orders) = (new List<Quote>(), new List<Order>());
        foreach (var customer in customers.AsEnumerable().Distinct())
        {
            await foreach (var quote in PageRequest.AllAsync(page => _quotes.ListAsync(actor, new() { Customer = customer }, page, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                quotes.AddRange(quote.Status == QuoteStatus.Draft || quote.Status == QuoteStatus.Active || quote.Status == QuoteStatus.Won ? [quote] : []);
            }

            if (actor.May(Permission.ViewOrders, Grants.Own) || actor.May(Permission.ManageOrders))
            {
                await foreach (var order in PageRequest.AllAsync(page => _orders.ListAsync(actor, new() { Customer = customer }, page, cancellationToken), cancellationToken).ConfigureAwait(false))
                {
                    orders.AddRange(order.Status == OrderStatus.Active || order.Status == OrderStatus.Submitted ? [order] : []);
                }
            }
        }

        return new(quotes.ToValueList(), orders.ToValueList());
    }

    /// <summary>
    /// Merges what a device brings: drafts, then actions, each in a commit of its own and once, whatever file brings it again. What is refused is listed, and nothing more of the file is done with its document; all else is
    /// merged.
    /// </summary>
    /// <param name="actor">Who merges it: each entry needs the permissions of the step that it is.</param>
    /// <param name="file">What the device brings.</param>
    /// <param name="cancellationToken">Cancels the call; what is merged by then stays, and the same file goes on from there.</param>
    /// <returns>What was merged, refused (<c>store.conflict</c> with both versions where the device's was stale) and passed over.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits entry by entry, which a transaction of the host can't.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<DeviceMerge> MergeAsync(Actor actor, DeviceFile file, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Border.CheckQuestion(file);
        return MergeAsync(actor, DeviceFiles.Entries(file), [], cancellationToken);
    }

    /// <summary>Merges what a device brings as JSON, a <see cref="DeviceFile"/>. An entry that can't be read is refused (<c>json.malformed</c>), and stops no other; names that nobody writes are passed over, and told.</summary>
    /// <param name="actor">Who merges it: each entry needs the permissions of the step that it is.</param>
    /// <param name="json">The file.</param>
    /// <param name="cancellationToken">Cancels the call; what is merged by then stays, and the same file goes on from there.</param>
    /// <returns>As <see cref="MergeAsync(Actor, DeviceFile, CancellationToken)"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>store.bad_text</c>: it holds what is no text.</exception>
    /// <exception cref="InvalidDataPsaException"><c>json.malformed</c>: the text as a whole is no such file.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits entry by entry, which a transaction of the host can't.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<DeviceMerge> MergeAsync(Actor actor, string json, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Border.Check(json);
        var (entries, unknown) = DeviceFiles.Read(json);
        return MergeAsync(actor, entries, unknown, cancellationToken);
    }

    private async Task<DeviceMerge> MergeAsync(Actor actor, List<ReadEntry> entries, List<string> unknown, CancellationToken cancellationToken)
    {
        store.RequireOwnTransactions();
        var merging = new DeviceMerging(store, clock, ids, taxes, languages ?? [], actor);
        merging.Ignore(unknown);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await merging.MergeAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        var merged = new List<MergedDocument>();
        foreach (var (quote, order) in merging.Merged)
        {
            Document? now = quote is { } id ? await _quotes.FindAsync(actor, id, cancellationToken).ConfigureAwait(false)
                : actor.May(Permission.ViewOrders, Grants.Own) || actor.May(Permission.ManageOrders) ? await _orders.FindAsync(actor, order!.Value, cancellationToken).ConfigureAwait(false) : null;
            merged.Add(new() { Quote = quote, Order = order, Number = now?.Number, Version = now switch { Quote one => one.Version, Order one => one.Version, _ => null } });
        }

        return new() { Merged = merged.ToValueList(), Refused = merging.Refused.ToValueList(), Ignored = merging.Ignored.ToValueList() };
    }

    private static void RequireView(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ViewQuotes, Grants.Own);
    }
}

using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Events;
using Psa.Languages;
using Psa.Orders;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Orders: drafted, submitted, fulfilled, invoiced in as many parts as wanted, and canceled. Clients see the orders of the customer they belong to and of those it pays for, once they are submitted.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids of orders and of their invoices.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class OrderService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly LanguageSet _languages = new(languages ?? []);
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));

    /// <summary>Finds an order.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, or <see langword="null"/>: also when it is none of a client's. An active one shows seller and buyer as they are stored now; who doesn't view the catalog isn't told where prices are from.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<Order?> FindAsync(Actor actor, Id<Order> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Order>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && await session.IsSeenAsync(actor, found, cancellationToken).ConfigureAwait(false)
                    ? (await session.ShownAsync([found], cancellationToken).ConfigureAwait(false))[0].For(actor)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>Lists orders, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; active ones show seller and buyer as they are stored now.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<Page<Order>> ListAsync(Actor actor, OrderFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewOrders, Permission.ManageOrders, cancellationToken).ConfigureAwait(false);
                var found = await session.PageAsync(OrderRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
                return (found with { Items = await session.ShownAsync([.. found.Items], cancellationToken).ConfigureAwait(false) }).Select(order => order.For(actor));
            },
            cancellationToken);
    }

    /// <summary>Sets a host's own keys on an order, wherever it stands: no lock of submitted orders is about them.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> SetMetadataAsync(Actor actor, Id<Order> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.Metadata == metadata)
                {
                    return before;
                }

                step.Append(EventKinds.OrderChanged, id);
                return step.Of<Order>().Update(before with { Metadata = metadata });
            },
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageOrders, records);
    }
}

using Psa.Access;
using Psa.Lists;
using Psa.Orders;
using Psa.Records;

namespace Psa.Services;

/// <content>What is found by filters.</content>
public sealed partial class OrderService
{
    /// <summary>Lists orders by a filter of named fields, page by page; clients their own, from Submitted on. The fields are those of <see cref="ListFields"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page, as <see cref="FindAsync"/> shows them.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the request is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; <c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<Page<Order>> SearchAsync(Actor actor, ListRequest request, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own);
        Paging.Check(request, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewOrders, Permission.ManageOrders, cancellationToken).ConfigureAwait(false);
                var found = await ListSearch<Order>.PageAsync(session, OrderFields.All, request, page, OrderRecords.SeenBy(own), cancellationToken).ConfigureAwait(false);
                return (found with { Items = await session.ShownAsync([.. found.Items], cancellationToken).ConfigureAwait(false) }).Select(order => order.For(actor));
            },
            cancellationToken);
    }
}

using Psa.Access;
using Psa.Lists;
using Psa.Records;
using Psa.SalesItems;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class SalesItemService
{
    /// <summary>Lists sales items, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<Page<SalesItem>> ListAsync(Actor actor, SalesItemFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSalesItems);
        return store.PageAsync(actor.Tenant, filter, page, SalesItemRecords.Matching, cancellationToken);
    }

    /// <summary>Lists sales items by a filter of named fields, page by page. The fields are those of <see cref="ListFields"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the request is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; <c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<Page<SalesItem>> SearchAsync(Actor actor, ListRequest request, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSalesItems);
        Paging.Check(request, page);
        return store.ReadAsync(actor.Tenant, session => ListSearch<SalesItem>.PageAsync(session, SalesItemFields.All, request, page, [], cancellationToken), cancellationToken);
    }
}

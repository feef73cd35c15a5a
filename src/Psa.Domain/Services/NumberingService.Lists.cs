using Psa.Access;
using Psa.Numbering;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class NumberingService
{
    /// <summary>Finds a number series.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The series.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The series, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewBillingSetup)]
    public Task<NumberSeries?> FindAsync(Actor actor, Id<NumberSeries> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewBillingSetup, Permission.ManageBillingSetup, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<NumberSeries>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists number series, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewBillingSetup)]
    public Task<Page<NumberSeries>> ListAsync(Actor actor, NumberSeriesFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewBillingSetup, Permission.ManageBillingSetup);
        return store.PageAsync(actor.Tenant, filter, page, NumberSeriesRecords.Matching, cancellationToken);
    }
}

using Psa.Access;
using Psa.Usage;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class UsageService
{
    /// <summary>Finds a reading.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The reading.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The reading, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public Task<UsageRecord?> FindAsync(Actor actor, Id<UsageRecord> id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageUsage, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<UsageRecord>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists a customer's readings, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public Task<Page<UsageRecord>> ListAsync(Actor actor, UsageFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageUsage);
        return store.PageAsync(actor.Tenant, filter, page, UsageRecords.Matching, cancellationToken);
    }

    /// <summary>Finds a delivery of usage.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The delivery, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public Task<UsageDelivery?> FindDeliveryAsync(Actor actor, Id<UsageDelivery> id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageUsage, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<UsageDelivery>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists deliveries of usage, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public Task<Page<UsageDelivery>> ListDeliveriesAsync(Actor actor, UsageDeliveryFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageUsage);
        return store.PageAsync(actor.Tenant, filter, page, UsageDeliveryRecords.Matching, cancellationToken);
    }
}

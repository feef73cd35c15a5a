using Psa.Access;
using Psa.Customers;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class CustomerService
{
    /// <summary>Lists customers, page by page; a client its own. Each is shown as <see cref="FindAsync"/> shows it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<Page<Customer>> ListAsync(Actor actor, CustomerFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewCustomers, Permission.EditContracts, cancellationToken).ConfigureAwait(false);
                var found = await session.PageAsync(CustomerRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
                return found.Select(customer => customer.ShownTo(actor) ?? customer.Shown());
            },
            cancellationToken);
    }
}

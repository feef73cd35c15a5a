using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using Psa.Records;
using Psa.Runs;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class BillingRunService
{
    /// <summary>Lists runs, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public Task<Page<BillingRun>> ListAsync(Actor actor, BillingRunFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns);
        return store.PageAsync(actor.Tenant, filter, page, BillingRunRecords.Matching, cancellationToken);
    }

    /// <summary>Tells how far a run is, as its workers wrote it with their last commits: whoever they are, and wherever they run.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How far it is, without a rate; <see langword="null"/> when there is no such run.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public Task<BillingRunProgress?> FindProgressAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, run.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                if (await session.Of<BillingRun>().FindAsync(run, cancellationToken).ConfigureAwait(false) is not { } found)
                {
                    return null;
                }

                var partitions = await session.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(run), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                var drafts = await session.Of<Invoice>().CountAsync(InvoiceRecords.DraftsOfRun(run), cancellationToken).ConfigureAwait(false);
                return found.Progress(partitions, drafts);
            },
            cancellationToken);
    }

    /// <summary>
    /// Shows what a run would bill one customer, and commits nothing: its payer with all it pays for, since they share documents. Nothing of any other is read, so it takes as long
    /// whatever is stored.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="plan">What the run would bill.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What its payer would be billed; without items, documents and obstacles when that is nothing.</returns>
    /// <exception cref="RuleViolationException"><c>billing_entity.inactive</c>; <c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such billing entity, or no such customer.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public Task<PayerBilling> PreviewAsync(Actor actor, BillingRunPlan plan, Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, customer.Value);
        Border.Check(plan);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var payer = (await session.Of<Customer>().RequireAsync(customer, cancellationToken).ConfigureAwait(false)).Payer;
                var context = await PreviewContextAsync(session, actor, plan, cancellationToken).ConfigureAwait(false);
                var family = await session.Of<Customer>().QueryAsync(CustomerRecords.PaidBy(payer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                var read = await BatchReader.ReadAsync(session, family, context, cancellationToken).ConfigureAwait(false);
                return Shown(await PayerRun.BillAsync(read.Payers[0], context, taxes, new CorrectedInvoices(session).FindAsync, cancellationToken).ConfigureAwait(false));
            },
            cancellationToken);
    }
}

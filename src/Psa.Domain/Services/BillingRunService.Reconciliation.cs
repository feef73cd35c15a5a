using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Customers;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <content>Usage beside what was billed for it, and which runs are due.</content>
public sealed partial class BillingRunService
{
    /// <summary>
    /// Puts what customers used of vendors' services beside what they were billed for that, and says why the two differ. What should be billed, and what a run would bill now, is computed by the rules of the run itself,
    /// and nothing is committed.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which periods, of which company, and of which customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>By payer and customer in the order of their ids, each by service and period; streamed, a page of customers in memory. What a run through the last day would bill of usage is the sum of <see cref="UsageReconciliation.WouldBill"/>.</returns>
    /// <exception cref="RuleViolationException"><c>billing_run.bad_plan</c>: the days are reversed; <c>billing_entity.inactive</c>; <c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not reconcile usage.</exception>
    /// <exception cref="EntityNotFoundException">There is no such billing entity, or no such customer.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public IAsyncEnumerable<UsageReconciliation> ReconcileAsync(Actor actor, UsageReconciliationFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageUsage);
        Border.Check(filter);
        if (filter.From > filter.Through)
        {
            throw new RuleViolationException(RunErrors.BadPlan, $"Usage is reconciled from a day through a later one, not from {filter.From:R} through {filter.Through:R}.").At(nameof(filter.From));
        }

        return store.StreamAsync(actor.Tenant, session => ReconcileAsync(session, actor, filter, cancellationToken), cancellationToken);
    }

    /// <summary>Puts usage beside what was billed for it as a part of the review of a run: for the payers it bills, through its bill-through date, with its own items among what was billed.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="from">The first day: periods that end on it or later are listed. <see langword="null"/> for the month that ends on the bill-through date.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As <see cref="ReconcileAsync(Actor, UsageReconciliationFilter, CancellationToken)"/> gives them; of a calculated run, <see cref="UsageReconciliation.WouldBill"/> is what changed since.</returns>
    /// <exception cref="RuleViolationException"><c>billing_run.bad_plan</c>: the day is behind the bill-through date; <c>billing_entity.inactive</c>; <c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not reconcile usage.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public IAsyncEnumerable<UsageReconciliation> ReconcileAsync(Actor actor, Id<BillingRun> run, LocalDate? from = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageUsage, run.Value);
        Border.CheckOptional(from);
        return store.StreamAsync(actor.Tenant, session => ReconcileAsync(session, run, from, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Says which runs are due today and were not planned yet: of each active billing entity the month that ended, and when it never had a run, its first, which bills all that was due through then. A host's scheduler asks once a day,
    /// or more often, and gives each plan to <see cref="PlanAsync(Actor, BillingRunPlan, CancellationToken)"/>: however often it does, and on how many machines, a month has one run.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The runs in the order of the entities' ids. One that an open run keeps from being planned is among them; one that was rolled back or canceled is not.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public Task<ValueList<DueRun>> DueAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                var due = ValueList<DueRun>.Empty;
                foreach (var entity in await session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
                {
                    var runs = await session.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(entity.Id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                    due = DueRuns.Of(entity, today, runs) is { } run ? due.Add(run) : due;
                }

                return due;
            },
            cancellationToken);
    }

    private async IAsyncEnumerable<UsageReconciliation> ReconcileAsync(
        IPsaSession session, Actor actor, UsageReconciliationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // nothing is dated by it, so a day far away is no slip that would bill years
        var run = new BillingRunPlan { BillingEntity = filter.BillingEntity, Through = filter.Through, AllowFarDates = true }.ToRun(ids.Next<BillingRun>(), actor, clock.GetCurrentInstant());
        var context = await RunSteps.ReadContextAsync(session, run, _languages, cancellationToken).ConfigureAwait(false);
        if (filter.Customer is { } only)
        {
            var customer = await session.Of<Customer>().RequireAsync(only, cancellationToken).ConfigureAwait(false);
            foreach (var row in await UnbilledReads.ReconcileAsync(session, [customer], filter.From, context, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            yield break;
        }

        await foreach (var row in ReconcileAsync(session, [], filter.From, context, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<UsageReconciliation> ReconcileAsync(
        IPsaSession session, Id<BillingRun> id, LocalDate? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = await session.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (from > run.Through)
        {
            throw new RuleViolationException(RunErrors.BadPlan, $"The run bills through {run.Through:R}: usage is reconciled from that day or an earlier one, not from {from:R}.", id.Value);
        }

        var context = await RunSteps.ReadContextAsync(session, run, _languages, cancellationToken).ConfigureAwait(false);
        await foreach (var row in ReconcileAsync(session, run.Payers, from ?? run.Through.PlusDays(1).PlusMonths(-1), context, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    private static async IAsyncEnumerable<UsageReconciliation> ReconcileAsync(
        IPsaSession session, ValueList<Id<Customer>> payers, LocalDate since, BillingContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Id<Customer>? after = null;
        while (true)
        {
            var page = await CustomerPages.ReadAsync(session, payers, after, through: null, BillingRunOptions.Default.BatchSize, cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Customers.Count == 0 ? [] : await UnbilledReads.ReconcileAsync(session, page.Customers, since, context, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            if (page.IsLast)
            {
                yield break;
            }

            after = page.Last;
        }
    }
}

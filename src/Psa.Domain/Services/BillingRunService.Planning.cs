using Psa.Customers;
using Psa.Events;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <content>How a run is planned.</content>
public sealed partial class BillingRunService
{
    private async Task<BillingRun> PlanAsync(Step step, BillingRunPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Id is { } id && await step.Of<BillingRun>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } planned)
        {
            return planned.BillingEntity == plan.BillingEntity && planned.Through == plan.Through && planned.Payers == plan.Payers.Named() ? planned : throw new ConcurrencyConflictException(nameof(BillingRun), id.Value, 0, planned.Version);
        }

        (await step.Of<BillingEntity>().RequireAsync(plan.BillingEntity, cancellationToken).AsTask().AtAsync(nameof(plan.BillingEntity)).ConfigureAwait(false)).RequireActive();
        if (await step.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(plan.BillingEntity), cancellationToken).ConfigureAwait(false) is { } open)
        {
            throw new RuleViolationException(RunErrors.RunOpen, $"The run through {open.Through:R} is still {open.Status.Name}: finish it or roll it back first.", open.Id.Value);
        }

        var blank = plan.ToRun(IdOf(plan, step.Tenant), step.Actor, step.Now);
        BillingRunRules.RequireNearDates(blank, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        var customers = await CountAsync(step, blank.Payers, cancellationToken).ConfigureAwait(false);
        var partitions = plan.Partitions ?? (int)Math.Clamp(customers / CustomersPerPartition, 1, UsualPartitions);
        if (partitions is < 1 or > BillingRunRules.MostPartitions)
        {
            throw new RuleViolationException(RunErrors.BadPlan, $"A run has 1 to {BillingRunRules.MostPartitions} partitions, not {partitions}.").At(nameof(plan.Partitions));
        }

        // a partition without a customer would have no bounds
        partitions = (int)Math.Clamp(blank.Payers.IsEmpty ? customers : blank.Payers.Count, 1, partitions);

        // bounds are payers, so that a large family makes fewer partitions
        var bounds = new List<Id<Customer>?>();
        for (var i = 1; i < partitions; i++)
        {
            var last = blank.Payers.IsEmpty
                ? await CustomerPages.PayerAtAsync(step, (customers * i / partitions) - 1, cancellationToken).ConfigureAwait(false)
                : blank.Payers[(blank.Payers.Count * i / partitions) - 1];
            if (last is { } bound && (bounds.Count == 0 || bound > bounds[^1]))
            {
                bounds.Add(bound);
            }
        }

        bounds.Add(null);
        var run = step.Of<BillingRun>().Add(blank with { Partitions = bounds.Count, Customers = customers });
        for (var i = 0; i < bounds.Count; i++)
        {
            step.Of<RunPartition>().Add(new() { Id = ids.Next<RunPartition>(), Tenant = step.Tenant, Run = run.Id, Index = i, After = i == 0 ? null : bounds[i - 1], Through = bounds[i] });
        }

        step.Append(EventKinds.BillingRunPlanned, run.Id, to: run.Status.Name);
        return run;
    }

    // a run that is due has an id of its month, which nobody else may give
    private Id<BillingRun> IdOf(BillingRunPlan plan, TenantId tenant) =>
        plan.Id is { } id && id == DueRuns.IdOf(tenant, plan.BillingEntity, plan.Through) ? id : plan.Id.OrNext(ids);

    private static async Task<long> CountAsync(Step step, ValueList<Id<Customer>> payers, CancellationToken cancellationToken)
    {
        if (payers.IsEmpty)
        {
            return await step.Of<Customer>().CountAsync(RecordType<Customer>.All, cancellationToken).ConfigureAwait(false);
        }

        var count = 0L;
        foreach (var id in payers)
        {
            var payer = await step.Of<Customer>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(BillingRunPlan.Payers)).ConfigureAwait(false);
            if (payer.Payer != id)
            {
                throw new RuleViolationException(RunErrors.BadPlan, $"Customer {payer.Number} doesn't pay for itself: name who pays for it, who is billed with all it pays for.", id.Value, payer.Payer.Value)
                    .At(nameof(BillingRunPlan.Payers));
            }

            count += await step.Of<Customer>().CountAsync(CustomerRecords.PaidBy(id), cancellationToken).ConfigureAwait(false);
        }

        return count;
    }
}

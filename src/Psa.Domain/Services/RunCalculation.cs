using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Documents;
using Psa.Events;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>One worker's part in calculating a run: it claims partitions, bills them batch by batch, and waits for those that others hold.</summary>
internal sealed partial class RunCalculation(
    IPsaStore store, IClock clock, ITaxCalculator taxes, ILogger logger, Actor actor, BillingRunOptions options, IIdGenerator ids)
{
    private const int MostAttempts = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly string _worker = options.Worker ?? ids.Next<RunPartition>().ToString();

    internal async Task<BillingRun> RunAsync(Id<BillingRun> id, IProgress<BillingRunProgress>? listener, CancellationToken cancellationToken)
    {
        var run = await StartAsync(id, cancellationToken).ConfigureAwait(false);
        var context = await ReadContextAsync(run, cancellationToken).ConfigureAwait(false);
        RunProgress? progress = null;
        while (true)
        {
            var partitions = await PartitionsAsync(id, cancellationToken).ConfigureAwait(false);
            var counts = Sum(partitions);
            progress ??= new(listener, clock, RunPhase.Calculating, run.Customers, counts.Customers, counts);
            if (partitions.TrueForAll(p => p.Done))
            {
                return await FinishAsync(id, counts, cancellationToken).ConfigureAwait(false);
            }

            var now = clock.GetCurrentInstant();
            var free = partitions.FindAll(p => !p.Done && !IsLeased(p, now));
            if (free.Count == 0)
            {
                await WaitAsync(partitions, now, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await Parallel.ForEachAsync(
                free,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism ?? Environment.ProcessorCount, CancellationToken = cancellationToken },
                async (partition, ct) => await BillPartitionAsync(partition, context, progress, ct).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<BillingContext> ReadContextAsync(BillingRun run, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        return await RunSteps.ReadContextAsync(work, run, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BillingRun> StartAsync(Id<BillingRun> id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
            await using var closing = work.ConfigureAwait(false);
            var run = await work.BillingRuns.RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var next = BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.Calculate, actor, id.Value);
            if (run.Status == BillingRunStatus.Calculating)
            {
                return run;
            }

            if (run.Status == BillingRunStatus.Calculated)
            {
                await ReopenAsync(work, run, cancellationToken).ConfigureAwait(false);
            }

            var started = work.BillingRuns.Update(run with { Status = next, Calculations = run.Calculations + 1 });
            work.Events.Append(PsaEvent.By(actor, clock.GetCurrentInstant(), EventKinds.BillingRunCalculated, id, run.Status.Name, next.Name));
            try
            {
                await work.CommitAsync(cancellationToken).ConfigureAwait(false);
                return started;
            }
            catch (ConcurrencyConflictException) when (attempt < MostAttempts)
            {
                // another worker started it: look again
            }
        }
    }

    // all customers once more: what is billed bills nothing, what was blocked and mended does
    private static async Task ReopenAsync(IPsaSession session, BillingRun run, CancellationToken cancellationToken)
    {
        await foreach (var partition in session.RunPartitions.OfRunAsync(run.Id, cancellationToken).ConfigureAwait(false))
        {
            session.RunPartitions.Update(partition with
            {
                Done = false,
                Checkpoint = null,
                Worker = null,
                LeaseUntil = null,
                Counts = partition.Counts with { Customers = 0, Blocked = 0 },
            });
        }

        await foreach (var obstacle in session.RunObstacles.OfRunAsync(run.Id, cancellationToken).ConfigureAwait(false))
        {
            session.RunObstacles.Remove(obstacle);
        }
    }

    private async Task<BillingRun> FinishAsync(Id<BillingRun> id, RunCounts counts, CancellationToken cancellationToken)
    {
        try
        {
            return await RunSteps.StepAsync(
                store, clock, actor, id, BillingRunAction.FinishCalculation, EventKinds.BillingRunCalculated, cancellationToken, run => run with { Counts = counts }).ConfigureAwait(false);
        }
        catch (PsaException conflict) when (conflict is ConcurrencyConflictException or RuleViolationException)
        {
            var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
            await using var closing = work.ConfigureAwait(false);
            var run = await work.BillingRuns.RequireAsync(id, cancellationToken).ConfigureAwait(false);
            if (run.Status != BillingRunStatus.Calculating)
            {
                return run; // another worker finished it
            }

            throw;
        }
    }

    private async Task BillPartitionAsync(RunPartition partition, BillingContext context, RunProgress progress, CancellationToken cancellationToken)
    {
        var attempts = 0;
        RunPartition? current = partition;
        while (current is { Done: false })
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                current = await BillBatchAsync(current, context, progress, cancellationToken).ConfigureAwait(false);
                attempts = 0;
            }
            catch (ConcurrencyConflictException conflict) when (++attempts < MostAttempts)
            {
                LogConflict(logger, conflict.Kind, conflict.Ids.IsEmpty ? default : conflict.Ids[0]);
                current = await ReloadAsync(current.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Bills the next customers of a partition and moves its checkpoint, in one commit.</summary>
    private async Task<RunPartition> BillBatchAsync(RunPartition partition, BillingContext context, RunProgress progress, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        using var activity = PsaDiagnostics.Activities.StartActivity("billing_run.batch");
        activity?.SetTag("psa.partition", partition.Index);
        var page = await BatchReader.PageAsync(work, partition.Checkpoint ?? partition.After, partition.Through, options.BatchSize, cancellationToken).ConfigureAwait(false);
        var batch = new List<CustomerBilling>(page.Count);
        if (page.Count > 0)
        {
            foreach (var facts in await BatchReader.ReadAsync(work, page, context, cancellationToken).ConfigureAwait(false))
            {
                batch.Add(await CustomerRun.BillAsync(facts, context, taxes, cancellationToken).ConfigureAwait(false));
            }
        }

        var counts = RunCounting.Count(batch);
        var done = page.Count < options.BatchSize;
        Stage(work, batch);
        var next = work.RunPartitions.Update(partition with
        {
            Checkpoint = page.Count > 0 ? page[^1].Id : partition.Checkpoint,
            Done = done,
            Worker = done ? null : _worker,
            LeaseUntil = done ? null : clock.GetCurrentInstant() + options.Lease,
            Counts = partition.Counts.Plus(counts),
        });
        work.Events.Append(PsaEvent.By(actor, clock.GetCurrentInstant(), EventKinds.BillingRunBatchCommitted, partition.Run) with
        {
            Data = FormattableString.Invariant($"partition {partition.Index}: {counts.Customers} customers, {counts.Items} items, {counts.Documents} documents, {counts.Blocked} blocked"),
        });
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        progress.Add(counts.Customers, counts);
        PsaDiagnostics.Customers.Add(counts.Customers);
        PsaDiagnostics.Items.Add(counts.Items);
        PsaDiagnostics.Documents.Add(counts.Documents);
        PsaDiagnostics.Obstacles.Add(counts.Blocked);
        return next;
    }

    private static void Stage(IPsaSession session, List<CustomerBilling> batch)
    {
        foreach (var billing in batch)
        {
            session.SalesItems.AddRange(billing.Items);
            session.SalesItems.UpdateRange(billing.InvoicedItems);
            session.Invoices.AddRange(billing.Invoices);
            session.ContractParts.UpdateRange(billing.EscalatedParts);
            session.RunObstacles.AddRange(billing.Obstacles);
            foreach (var ledger in billing.Ledgers)
            {
                _ = ledger.Version == 0 ? session.PartLedgers.Add(ledger) : session.PartLedgers.Update(ledger);
            }
        }
    }

    private async Task<RunPartition?> ReloadAsync(Id<RunPartition> id, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        var partition = await work.RunPartitions.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var isHeld = partition is not null && IsLeased(partition, clock.GetCurrentInstant()) && partition.Worker != _worker;
        return isHeld ? null : partition;
    }

    private async Task<List<RunPartition>> PartitionsAsync(Id<BillingRun> run, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        return await work.RunPartitions.OfRunAsync(run, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
    }

    // a killed worker's lease runs out, so waiting is enough to resume
    private static async Task WaitAsync(List<RunPartition> partitions, Instant now, CancellationToken cancellationToken)
    {
        var wait = LongestWait;
        foreach (var partition in partitions)
        {
            if (partition is { Done: false, LeaseUntil: { } until } && (until - now).ToTimeSpan() is var left && left < wait)
            {
                wait = left;
            }
        }

        await Task.Delay(wait < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : wait, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsLeased(RunPartition partition, Instant now) => partition.LeaseUntil > now;

    private static RunCounts Sum(List<RunPartition> partitions)
    {
        var sum = RunCounts.Zero;
        foreach (var partition in partitions)
        {
            sum = sum.Plus(partition.Counts);
        }

        return sum;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {Id} was changed meanwhile: the batch is calculated again")]
    private static partial void LogConflict(ILogger logger, string kind, Guid id);
}

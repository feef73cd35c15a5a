using System.Linq;
using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>One worker's part in calculating a run: it claims partitions, bills them batch by batch, and waits for those that others hold.</summary>
internal sealed class RunCalculation(
    IPsaStore store, IClock clock, ITaxCalculator taxes, LanguageSet languages, ILogger logger, Actor actor, BillingRunOptions options, IIdGenerator ids)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly string _worker = options.Worker ?? ids.Next<RunPartition>().ToString();
    private readonly RunLeases _leases = new();

    internal async Task<BillingRun> RunAsync(Id<BillingRun> id, IProgress<BillingRunProgress>? listener, CancellationToken cancellationToken)
    {
        var run = await StartAsync(id, cancellationToken).ConfigureAwait(false);
        var context = await ReadContextAsync(run, cancellationToken).ConfigureAwait(false);
        RunProgress? progress = null;
        while (true)
        {
            (run, var partitions) = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
            if (run.Status == BillingRunStatus.RollingBack || run.Status == BillingRunStatus.RolledBack)
            {
                BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.Calculate, actor, id.Value);
            }

            if (run.Status != BillingRunStatus.Calculating)
            {
                return run; // another worker finished it
            }

            if (run.Calculations != context.Calculation)
            {
                context = await ReadContextAsync(run, cancellationToken).ConfigureAwait(false);
            }

            if (run.IsRedrafting)
            {
                await RemoveDraftsAsync(id, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var counts = RunCounting.Sum(partitions);
            progress ??= new(listener, clock, RunPhase.Calculating, run.Customers, counts.Customers, counts);
            if (partitions.TrueForAll(p => p.Done))
            {
                await FinishAsync(run, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var now = clock.GetCurrentInstant();
            var free = partitions.FindAll(p => !p.Done && !IsHeldByOthers(p, now));
            if (free.Count == 0)
            {
                await WaitAsync(partitions, now, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await Parallel.ForEachAsync(
                free,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism ?? Environment.ProcessorCount, CancellationToken = cancellationToken },
                async (partition, ct) => await ObserveAsync(partition, () => BillPartitionAsync(partition, context, progress, ct)).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private Task<BillingContext> ReadContextAsync(BillingRun run, CancellationToken cancellationToken) =>
        store.ReadAsync(actor.Tenant, session => RunSteps.ReadContextAsync(session, run, languages, cancellationToken), cancellationToken);

    private Task<BillingRun> StartAsync(Id<BillingRun> id, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (run.Status == BillingRunStatus.Calculating)
                {
                    return run; // interrupted, or another worker started it
                }

                BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.Calculate, actor, id.Value);
                (await step.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false)).RequireActive();
                var isAgain = run.Status == BillingRunStatus.Calculated;
                var started = step.Move(run, BillingRunAction.Calculate, change: r => r with { Calculations = r.Calculations + 1, IsRedrafting = isAgain });
                if (isAgain)
                {
                    await ReopenAsync(step, id, cancellationToken).ConfigureAwait(false);
                }

                return started;
            },
            cancellationToken);

    // all customers once more: what is billed bills nothing, what was blocked and mended does
    private static async Task ReopenAsync(Step session, Id<BillingRun> run, CancellationToken cancellationToken)
    {
        await foreach (var partition in session.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(run), cancellationToken).ConfigureAwait(false))
        {
            session.Of<RunPartition>().Update(partition with
            {
                Done = false,
                Checkpoint = null,
                Worker = null,
                LeaseFrom = null,
                LeaseUntil = null,
                Counts = new() { Items = partition.Counts.Items },
            });
        }

        await foreach (var obstacle in session.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(run), cancellationToken).ConfigureAwait(false))
        {
            session.Of<RunObstacle>().Remove(obstacle);
        }
    }

    // one document a grouping key, of all that waits now; workers that do it at once conflict and read again
    private Task<int> RemoveDraftsAsync(Id<BillingRun> id, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (!run.IsRedrafting)
                {
                    return 0;
                }

                // the run is written in any case: who read it as it was before the last draft went would else take new drafts for old ones
                var removed = await step.RemoveDraftsAsync(id, options.BatchSize, cancellationToken).ConfigureAwait(false);
                if (removed.Count == 0)
                {
                    // what is left was issued by itself, and goes on to count
                    var issued = await step.Of<Invoice>().QueryAsync(InvoiceRecords.OfRun(id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                    step.Of<BillingRun>().Update(run with { IsRedrafting = false, Counts = RunCounting.Count(issued) });
                }
                else
                {
                    var holds = removed.Where(static draft => draft.Hold is not null).Select(static draft => new RunHold(draft.Customer, draft.GroupingKey, draft.Hold!));
                    step.Of<BillingRun>().Update(run with { Holds = [.. run.Holds, .. holds] });
                }

                return removed.Count;
            },
            cancellationToken);

    // what it finishes is what it sees in this very session: the run's own calculation, with all partitions done
    private Task<BillingRun> FinishAsync(BillingRun calculated, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (run, partitions) = await ReadAsync(step, calculated.Id, cancellationToken).ConfigureAwait(false);
                if (run.Status != BillingRunStatus.Calculating || run.Calculations != calculated.Calculations || !partitions.TrueForAll(p => p.Done))
                {
                    return run; // another worker finished it, and perhaps somebody began anew
                }

                var counts = run.Counts.Plus(RunCounting.Sum(partitions));
                return step.Move(
                    run,
                    BillingRunAction.FinishCalculation,
                    EventKinds.BillingRunCalculated,
                    PsaJson.Write(counts, PsaJsonContext.Default.RunCounts),
                    r => r with { Counts = counts, Holds = [] });
            },
            cancellationToken);

    private static Task<bool> ObserveAsync(RunPartition partition, Func<Task<bool>> work) =>
        PsaDiagnostics.TraceAsync(ActivityNames.BillPartition, partition.Tenant, activity => Tag(activity, partition), _ => work(), static isDone => isDone ? "done" : "left");

    private static void Tag(System.Diagnostics.Activity activity, RunPartition partition) =>
        activity.SetTag(PsaDiagnostics.Run, partition.Run.ToString()).SetTag(PsaDiagnostics.Partition, partition.Index);

    /// <summary>Bills a partition to its end; tells whether it is done, or was left to another worker or to who took the run back.</summary>
    private async Task<bool> BillPartitionAsync(RunPartition partition, BillingContext context, RunProgress progress, CancellationToken cancellationToken)
    {
        var (size, careful) = (options.BatchSize, 0);
        Exception? fault = null;
        while (!partition.Done)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunPartition? next;
            RunBatchResult batch;
            try
            {
                (next, batch) = await BillBatchAsync(partition, context, size, fault, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception thrown) when (fault is null && RunFaults.IsOfRecords(thrown))
            {
                // one payer after the other, until all of the batch are through; the one at which it happens is passed over, and said
                (size, careful, fault) = size > 1 ? (1, size, null) : (size, careful, thrown);
                continue;
            }

            if (next is null)
            {
                return false;
            }

            (partition, fault) = (next, null);
            if (--careful == 0)
            {
                size = options.BatchSize;
            }

            // what is committed is committed, whatever those do who hear of it
            Tell(partition, batch, progress);
        }

        return true;
    }

    private async Task<(RunPartition? Partition, RunBatchResult Batch)> BillBatchAsync(
        RunPartition partition, BillingContext context, int size, Exception? fault, CancellationToken cancellationToken)
    {
        return await PsaDiagnostics.TraceAsync(
            ActivityNames.BillBatch,
            actor.Tenant,
            activity => Tag(activity, partition),
            _ => store.StepAsync(clock, actor, step => BillBatchAsync(step, partition, context, size, fault, cancellationToken), cancellationToken),
            static _ => "billed").ConfigureAwait(false);
    }

    private void Tell(RunPartition partition, in RunBatchResult batch, RunProgress progress)
    {
        var counts = batch.Counts;
        var run = partition.Run.Value;
        LogMessages.BatchBilled(logger, actor.Tenant, run, partition.Index, counts.Customers, counts.Documents, counts.Obstacles);
        foreach (var obstacles in batch.Payers.SelectMany(static billing => billing.Obstacles).GroupBy(static obstacle => obstacle.Code, StringComparer.Ordinal))
        {
            LogMessages.ObstaclesMet(logger, actor.Tenant, run, partition.Index, obstacles.Key, obstacles.Count());
        }

        foreach (var billing in batch.Payers)
        {
            foreach (var unexpected in billing.Faults)
            {
                LogMessages.BillingUnexpected(logger, unexpected, actor.Tenant, run, billing.Payer.Id.Value);
            }
        }

        progress.Add(counts.Customers, counts);
        PsaDiagnostics.Customers.Add(counts.Customers);
        PsaDiagnostics.Items.Add(counts.Items);
        PsaDiagnostics.Documents.Add(counts.Documents);
        PsaDiagnostics.Obstacles.Add(counts.Obstacles);
    }

    private async Task<(RunPartition? Partition, RunBatchResult Batch)> BillBatchAsync(
        Step step, RunPartition known, BillingContext context, int size, Exception? fault, CancellationToken cancellationToken)
    {
        var partition = await step.Of<RunPartition>().RequireAsync(known.Id, cancellationToken).ConfigureAwait(false);
        var run = await step.Of<BillingRun>().RequireAsync(partition.Run, cancellationToken).ConfigureAwait(false);
        var isOver = run.Status != BillingRunStatus.Calculating || run.IsRedrafting || run.Calculations != context.Calculation;
        if (isOver || partition.Done || IsHeldByOthers(partition, step.Now))
        {
            return (null, new([], RunCounts.Zero));
        }

        if (fault is not null && partition.Checkpoint != known.Checkpoint)
        {
            return (partition, new([], RunCounts.Zero)); // others went on meanwhile, and who comes next isn't at fault
        }

        var page = await CustomerPages.ReadAsync(step, run.Payers, partition.Checkpoint ?? partition.After, partition.Through, size, cancellationToken).ConfigureAwait(false);
        var (batch, read) = await BillPageAsync(step, page, context, fault, cancellationToken).ConfigureAwait(false);
        batch = batch.ConvertAll(billing => billing.Holding(run.Holds));
        var counts = RunCounting.Count(batch);
        foreach (var broken in page.Unreadable)
        {
            step.Of<RunObstacle>().Add(RunObstacles.Of(context, new Id<Customer>(broken.Ids[0]), broken));
            counts = counts with { Customers = counts.Customers + 1, Obstacles = counts.Obstacles + 1 };
        }

        var done = page.IsLast;
        var now = clock.GetCurrentInstant();
        step.Stage(batch, read);
        var next = step.Of<RunPartition>().Update(partition with
        {
            Checkpoint = page.Last ?? partition.Checkpoint,
            Done = done,
            Worker = done ? null : _worker,
            LeaseFrom = done ? null : now,
            LeaseUntil = done ? null : now + options.Lease,
            Counts = partition.Counts.Plus(counts).RequireFitting(),
        });
        var told = new RunBatch
        {
            Phase = RunPhase.Calculating,
            Partition = partition.Index,
            Items = batch.SelectMany(static billing => billing.Items.Concat(billing.InvoicedItems), static (_, item) => item.Id).ToValueList(),
            Documents = batch.SelectMany(static billing => billing.Invoices, static (_, invoice) => RunDocument.Of(invoice)).ToValueList(),
        };
        if (told.Items.Count + told.Documents.Count > 0)
        {
            step.Append(partition.Run, told);
        }

        return (next, new(batch, counts));
    }

    private async Task<(List<PayerBilling> Batch, List<PayerFacts> Read)> BillPageAsync(
        Step step, CustomerPage page, BillingContext context, Exception? fault, CancellationToken cancellationToken)
    {
        var (batch, read) = (new List<PayerBilling>(page.Customers.Count), new List<PayerFacts>());
        if (fault is not null)
        {
            batch.AddRange(page.Customers.GroupBy(static customer => customer.Payer).Select(family => PayerRun.Blocked(family.First(), [.. family], context, fault)));
        }
        else if (page.Customers.Count > 0)
        {
            (read, var others) = await BatchReader.ReadAsync(step, page.Customers, context, cancellationToken).ConfigureAwait(false);
            var corrected = new CorrectedInvoices(step);
            foreach (var facts in read)
            {
                batch.Add(await PayerRun.BillAsync(facts, context, taxes, corrected.FindAsync, cancellationToken).ConfigureAwait(false));
            }

            others.Guard(batch);
        }

        return (batch, read);
    }

    private Task<(BillingRun Run, List<RunPartition> Partitions)> ReadAsync(Id<BillingRun> id, CancellationToken cancellationToken) =>
        store.ReadAsync(actor.Tenant, session => ReadAsync(session, id, cancellationToken), cancellationToken);

    private static async Task<(BillingRun Run, List<RunPartition> Partitions)> ReadAsync(IPsaSession session, Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var run = await session.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return (run, await session.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false));
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

    private bool IsHeldByOthers(RunPartition partition, Instant now) => partition.Worker != _worker && _leases.Holds(partition, now);

    private readonly record struct RunBatchResult(List<PayerBilling> Payers, RunCounts Counts);
}

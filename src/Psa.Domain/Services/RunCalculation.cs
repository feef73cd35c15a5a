using System.Linq;
using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Contracts;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>One worker's part in calculating a run: it claims partitions, bills them batch by batch, and waits for those that others hold.</summary>
internal sealed partial class RunCalculation(
    IPsaStore store, IClock clock, ITaxCalculator taxes, ILogger logger, Actor actor, BillingRunOptions options, IIdGenerator ids)
{
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
                return await FinishAsync(run, counts, cancellationToken).ConfigureAwait(false);
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

    private Task<BillingContext> ReadContextAsync(BillingRun run, CancellationToken cancellationToken) =>
        store.ReadAsync(actor.Tenant, session => RunSteps.ReadContextAsync(session, run, cancellationToken), cancellationToken);

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

                var started = step.Move(run, BillingRunAction.Calculate, change: static r => r with { Calculations = r.Calculations + 1 });
                if (run.Status == BillingRunStatus.Calculated)
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
                LeaseUntil = null,
                Counts = partition.Counts with { Customers = 0, Obstacles = 0 },
            });
        }

        await foreach (var obstacle in session.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(run), cancellationToken).ConfigureAwait(false))
        {
            session.Of<RunObstacle>().Remove(obstacle);
        }
    }

    private Task<BillingRun> FinishAsync(BillingRun calculated, RunCounts counts, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var run = await step.Of<BillingRun>().RequireAsync(calculated.Id, cancellationToken).ConfigureAwait(false);
                return run.Status != BillingRunStatus.Calculating || run.Calculations != calculated.Calculations
                    ? run // another worker finished it, and perhaps somebody began anew
                    : step.Move(
                        run,
                        BillingRunAction.FinishCalculation,
                        EventKinds.BillingRunCalculated,
                        PsaJson.Write(counts, PsaJsonContext.Default.RunCounts),
                        r => r with { Counts = counts });
            },
            cancellationToken);

    private async Task BillPartitionAsync(RunPartition partition, BillingContext context, RunProgress progress, CancellationToken cancellationToken)
    {
        RunPartition? current = partition;
        while (current is { Done: false })
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var activity = PsaDiagnostics.Activities.StartActivity("billing_run.batch");
            activity?.SetTag("psa.partition", partition.Index);
            var counts = RunCounts.Zero;
            current = await store.StepAsync(
                clock,
                actor,
                async step =>
                {
                    (var billed, counts) = await BillBatchAsync(step, partition.Id, context, cancellationToken).ConfigureAwait(false);
                    return billed;
                },
                cancellationToken).ConfigureAwait(false);
            LogBatch(logger, counts.Customers, partition.Index, counts.Documents, counts.Obstacles);
            progress.Add(counts.Customers, counts);
            PsaDiagnostics.Customers.Add(counts.Customers);
            PsaDiagnostics.Items.Add(counts.Items);
            PsaDiagnostics.Documents.Add(counts.Documents);
            PsaDiagnostics.Obstacles.Add(counts.Obstacles);
        }
    }

    /// <summary>Bills the next customers of a partition and moves its checkpoint, in one commit. Gives nothing when another worker holds the partition.</summary>
    private async Task<(RunPartition? Partition, RunCounts Counts)> BillBatchAsync(
        Step step, Id<RunPartition> id, BillingContext context, CancellationToken cancellationToken)
    {
        var partition = await step.Of<RunPartition>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (partition.Done || (IsLeased(partition, step.Now) && partition.Worker != _worker))
        {
            return (null, RunCounts.Zero);
        }

        var page = await BatchReader.PageAsync(step, partition.Checkpoint ?? partition.After, partition.Through, options.BatchSize, cancellationToken).ConfigureAwait(false);
        var batch = new List<CustomerBilling>(page.Count);
        if (page.Count > 0)
        {
            foreach (var facts in await BatchReader.ReadAsync(step, page, context, cancellationToken).ConfigureAwait(false))
            {
                batch.Add(await CustomerRun.BillAsync(facts, context, taxes, cancellationToken).ConfigureAwait(false));
            }
        }

        var counts = RunCounting.Count(batch);
        var done = page.Count < options.BatchSize;
        Stage(step, batch);
        var next = step.Of<RunPartition>().Update(partition with
        {
            Checkpoint = page.Count > 0 ? page[^1].Id : partition.Checkpoint,
            Done = done,
            Worker = done ? null : _worker,
            LeaseUntil = done ? null : clock.GetCurrentInstant() + options.Lease,
            Counts = partition.Counts.Plus(counts),
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

        return (next, counts);
    }

    private static void Stage(Step session, List<CustomerBilling> batch)
    {
        foreach (var billing in batch)
        {
            session.Of<SalesItem>().AddRange(billing.Items);
            session.Of<SalesItem>().UpdateRange(billing.InvoicedItems);
            session.Of<Invoice>().AddRange(billing.Invoices);
            session.Of<ContractPart>().UpdateRange(billing.EscalatedParts);
            session.Of<RunObstacle>().AddRange(billing.Obstacles);
            foreach (var ledger in billing.Ledgers)
            {
                _ = ledger.Version == 0 ? session.Of<PartLedger>().Add(ledger) : session.Of<PartLedger>().Update(ledger);
            }
        }
    }

    private Task<List<RunPartition>> PartitionsAsync(Id<BillingRun> run, CancellationToken cancellationToken) =>
        store.ReadAsync(
            actor.Tenant,
            session => session.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(run), cancellationToken).ListAsync(cancellationToken),
            cancellationToken);

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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Customers} customers of partition {Partition} were billed: {Documents} documents, {Obstacles} obstacles")]
    private static partial void LogBatch(ILogger logger, long customers, int partition, long documents, long obstacles);
}

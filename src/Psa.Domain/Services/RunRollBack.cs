using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Events;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes a run back in chunks, as long as no document has its number: first its drafts, then the items it made. Nothing is lost, and the next run bills all of it anew.</summary>
internal sealed class RunRollBack(IPsaStore store, IClock clock, Actor actor)
{
    private const int ChunkSize = 500;

    internal async Task<BillingRun> RunAsync(Id<BillingRun> id, IProgress<BillingRunProgress>? listener, CancellationToken cancellationToken)
    {
        var run = await store.StepAsync(clock, actor, step => StartAsync(step, id, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (run.Status == BillingRunStatus.RolledBack)
        {
            return run;
        }

        var progress = new RunProgress(listener, clock, RunPhase.RollingBack, run.Counts.Documents, 0, RunCounts.Zero);
        while (await store.StepAsync(clock, actor, step => step.RemoveDraftsAsync(id, ChunkSize, cancellationToken), cancellationToken).ConfigureAwait(false) is { Count: > 0 } removed)
        {
            progress.Add(removed.Count, RunCounts.Zero);
        }

        Id<SalesItem>? after = null;
        do
        {
            var last = after;
            after = await store.StepAsync(clock, actor, step => WithdrawAsync(step, id, last, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        while (after is not null);

        return await store.StepAsync(clock, actor, step => FinishAsync(step, id, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<BillingRun> StartAsync(Step step, Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (run.Status == BillingRunStatus.RolledBack)
        {
            return run; // whoever comes second gets what is done
        }

        if (run.IssuedDocuments > 0 && run.Status != BillingRunStatus.Issued)
        {
            throw new RuleViolationException(
                PsaErrors.ActionNotAllowed, $"{run.IssuedDocuments} documents of the run have their numbers: issue the rest, or hold it back and delete it, and credit what is wrong.", id.Value);
        }

        await step.StopBatchesAsync(id, cancellationToken).ConfigureAwait(false);
        return step.Move(run, BillingRunAction.RollBack, change: static r => r with { IsRedrafting = false });
    }

    private static async Task<BillingRun> FinishAsync(Step step, Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return run.Status == BillingRunStatus.RolledBack ? run : step.Move(run, BillingRunAction.FinishRollBack, EventKinds.BillingRunRolledBack);
    }

    /// <summary>
    /// Withdraws what the run made, except what a user canceled, which stays decided, and what stands on a document by hand: its own drafts are gone by now. An override or a move goes with its item.
    /// </summary>
    private static async Task<Id<SalesItem>?> WithdrawAsync(Step step, Id<BillingRun> run, Id<SalesItem>? after, CancellationToken cancellationToken)
    {
        Id<SalesItem>? last = null;
        var (withdrawn, kept) = (new List<Id<SalesItem>>(), new List<Id<SalesItem>>());
        var dirty = new SortedDictionary<Id<PartLedger>, LocalDate>();
        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfRun(run, after).Take(ChunkSize), cancellationToken).ConfigureAwait(false))
        {
            last = item.Id;
            if (item.Released || item.Status == SalesItemStatus.Canceled)
            {
                continue;
            }

            if (item.Invoice is not null)
            {
                kept.Add(item.Id);
                continue;
            }

            step.Of<SalesItem>().Update(item.Withdraw("The billing run was rolled back."), item);
            withdrawn.Add(item.Id);
            var ledger = Ledgers.IdOf(new(item.SourceId));
            if (!dirty.TryGetValue(ledger, out var date) || item.PeriodStart < date)
            {
                dirty[ledger] = item.PeriodStart!.Value;
            }
        }

        foreach (var (id, date) in dirty)
        {
            if (await step.Of<PartLedger>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } ledger)
            {
                step.Of<PartLedger>().Update(ledger.Lower(date), ledger);
            }
        }

        if (withdrawn.Count + kept.Count > 0)
        {
            step.Append(run, new RunBatch { Phase = RunPhase.RollingBack, Items = withdrawn.ToValueList(), Kept = kept.ToValueList() });
        }

        return last;
    }
}

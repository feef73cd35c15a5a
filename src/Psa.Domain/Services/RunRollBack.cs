using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Events;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Takes a calculated run back in chunks: first its drafts, then the items it made. Nothing is lost, and the next run bills all of it anew.</summary>
internal sealed class RunRollBack(IPsaStore store, IClock clock, Actor actor)
{
    private const int ChunkSize = 500;
    private const int MostAttempts = 10;

    internal async Task<BillingRun> RunAsync(Id<BillingRun> id, IProgress<BillingRunProgress>? listener, CancellationToken cancellationToken)
    {
        var run = await RunSteps.StepAsync(store, clock, actor, id, BillingRunAction.RollBack, EventKinds.BillingRunRolledBack, cancellationToken).ConfigureAwait(false);
        var progress = new RunProgress(listener, clock, RunPhase.RollingBack, run.Counts.Documents, 0, RunCounts.Zero);
        while (await RetryAsync(() => RemoveDraftsAsync(run, cancellationToken)).ConfigureAwait(false) is var removed and > 0)
        {
            progress.Add(removed, RunCounts.Zero);
        }

        Id<SalesItem>? after = null;
        do
        {
            var last = after;
            after = await RetryAsync(() => WithdrawAsync(run, last, cancellationToken)).ConfigureAwait(false);
        }
        while (after is not null);

        return await RunSteps.StepAsync(store, clock, actor, id, BillingRunAction.FinishRollBack, EventKinds.BillingRunRolledBack, cancellationToken).ConfigureAwait(false);
    }

    // somebody changed an item or a ledger meanwhile: read it again
    private static async Task<T> RetryAsync<T>(Func<Task<T>> commit)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await commit().ConfigureAwait(false);
            }
            catch (ConcurrencyConflictException) when (attempt < MostAttempts)
            {
            }
        }
    }

    /// <summary>Removes drafts; all their items are pending again, for now.</summary>
    private async Task<int> RemoveDraftsAsync(BillingRun run, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        var drafts = await work.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfRun(run.Id).Take(ChunkSize), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        if (drafts.Count == 0)
        {
            return 0;
        }

        await foreach (var item in work.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(drafts.ConvertAll(d => d.Id)), cancellationToken).ConfigureAwait(false))
        {
            work.Of<SalesItem>().Update(item.TakeOffInvoice());
        }

        foreach (var draft in drafts)
        {
            InvoiceLifecycle.Table.Next(draft.Status, InvoiceAction.Delete, draft.Id.Value);
            work.Of<Invoice>().Remove(draft);
        }

        work.Events.Append(PsaEvent.By(actor, clock.GetCurrentInstant(), EventKinds.InvoiceDeleted, run.Id) with
        {
            Data = FormattableString.Invariant($"{drafts.Count} drafts"),
        });
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return drafts.Count;
    }

    /// <summary>Withdraws what the run made, except what a user decided on: a cancellation stands, and an overridden item stays pending.</summary>
    private async Task<Id<SalesItem>?> WithdrawAsync(BillingRun run, Id<SalesItem>? after, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        Id<SalesItem>? last = null;
        var dirty = new SortedDictionary<Id<PartLedger>, LocalDate>();
        await foreach (var item in work.Of<SalesItem>().QueryAsync(SalesItemRecords.OfRun(run.Id, after).Take(ChunkSize), cancellationToken).ConfigureAwait(false))
        {
            last = item.Id;
            if (item.Released || item.Override is not null || item.Status == SalesItemStatus.Canceled)
            {
                continue;
            }

            work.Of<SalesItem>().Update(item.Withdraw("The billing run was rolled back."));
            var ledger = Ledgers.IdOf(new(item.SourceId));
            if (!dirty.TryGetValue(ledger, out var date) || item.PeriodStart < date)
            {
                dirty[ledger] = item.PeriodStart!.Value;
            }
        }

        foreach (var (id, date) in dirty)
        {
            if (await work.Of<PartLedger>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } ledger)
            {
                work.Of<PartLedger>().Update(ledger.Lower(date));
            }
        }

        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return last;
    }
}

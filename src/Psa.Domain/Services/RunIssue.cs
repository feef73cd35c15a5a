using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Assigns numbers in chunks: documents, counter and run in one commit, so there is never a gap.</summary>
internal sealed class RunIssue(IPsaStore store, IClock clock, Actor actor)
{
    private const int ChunkSize = 500;
    private const int MostAttempts = 10;

    internal async Task<BillingRun> RunAsync(Id<BillingRun> id, IProgress<BillingRunProgress>? listener, CancellationToken cancellationToken)
    {
        var run = await StartAsync(id, cancellationToken).ConfigureAwait(false);
        var progress = new RunProgress(listener, clock, RunPhase.Issuing, run.Counts.Documents, run.IssuedDocuments, run.Counts);
        var attempts = 0;
        while (run.Status == BillingRunStatus.Issuing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var before = run.IssuedDocuments;
                run = await IssueChunkAsync(id, cancellationToken).ConfigureAwait(false);
                progress.Add(run.IssuedDocuments - before, RunCounts.Zero);
                attempts = 0;
            }
            catch (ConcurrencyConflictException) when (++attempts < MostAttempts)
            {
                // another writer took numbers of the series: read it again
            }
        }

        return run;
    }

    private async Task<BillingRun> StartAsync(Id<BillingRun> id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var run = await RequireReadyAsync(id, cancellationToken).ConfigureAwait(false);
            if (run.Status == BillingRunStatus.Issuing)
            {
                return run;
            }

            try
            {
                return await RunSteps.StepAsync(store, clock, actor, id, BillingRunAction.Issue, EventKinds.BillingRunIssued, cancellationToken).ConfigureAwait(false);
            }
            catch (ConcurrencyConflictException) when (attempt < MostAttempts)
            {
                // another one started it: look again
            }
        }
    }

    private async Task<BillingRun> RequireReadyAsync(Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        var run = await work.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.Issue, actor, id.Value);
        var series = await SeriesAsync(work, run.BillingEntity, cancellationToken).ConfigureAwait(false);

        // a run that has begun to issue can't be rolled back, so it begins only when its numbers can be given out
        var entity = await work.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        RequireConfirmed(run, series, NumberPurpose.Invoice, run.Counts.Documents - run.Counts.CreditNotes)?.Preview(entity, run.InvoiceDate);
        RequireConfirmed(run, series, NumberPurpose.CreditNote, run.Counts.CreditNotes)?.Preview(entity, run.InvoiceDate);
        return run;
    }

    private async Task<BillingRun> IssueChunkAsync(Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        var run = await work.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (run.Status != BillingRunStatus.Issuing)
        {
            return run;
        }

        var drafts = await work.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfRun(id).Take(ChunkSize), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.GetCurrentInstant();
        var next = run with { IssuedDocuments = run.IssuedDocuments + drafts.Count };
        if (drafts.Count < ChunkSize)
        {
            next = next with { Status = BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.FinishIssue, actor, id.Value) };
        }

        await NumberAsync(work, run, drafts, now, cancellationToken).ConfigureAwait(false);
        next = work.Of<BillingRun>().Update(next);
        work.Events.Append(PsaEvent.By(actor, now, EventKinds.BillingRunIssued, id, run.Status.Name, next.Status.Name) with
        {
            Data = FormattableString.Invariant($"{drafts.Count} documents"),
        });
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return next;
    }

    private static async Task NumberAsync(IPsaSession session, BillingRun run, List<Invoice> drafts, Instant now, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
        {
            return;
        }

        var entity = await session.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        var series = await SeriesAsync(session, run.BillingEntity, cancellationToken).ConfigureAwait(false);
        var issued = new List<Invoice>(drafts.Count);
        foreach (var kind in new[] { InvoiceKind.Invoice, InvoiceKind.CreditNote })
        {
            var documents = drafts.FindAll(d => d.Kind == kind);
            if (documents.Count == 0)
            {
                continue;
            }

            var purpose = kind == InvoiceKind.Invoice ? NumberPurpose.Invoice : NumberPurpose.CreditNote;
            var allocation = RequireConfirmed(run, series, purpose, documents.Count)!.Allocate(entity, run.InvoiceDate, documents.Count);
            session.Of<NumberSeries>().Update(allocation.Series);
            for (var i = 0; i < documents.Count; i++)
            {
                issued.Add(documents[i].Issue(allocation.Numbers[i], now));
            }
        }

        session.Of<Invoice>().UpdateRange(issued);
    }

    private static NumberSeries? RequireConfirmed(BillingRun run, List<NumberSeries> series, NumberPurpose purpose, long documents)
    {
        if (documents == 0)
        {
            return null;
        }

        var found = series.Find(s => s.Purpose == purpose)
            ?? throw new RuleViolationException(NumberingErrors.NoSeries, $"The billing entity has no number series for {purpose}: create and confirm one.", run.BillingEntity.Value);
        return found.IsConfirmed
            ? found
            : throw new RuleViolationException(
                NumberingErrors.NotConfirmed,
                $"The number series '{found.Pattern}' is not confirmed: check that number {found.NextNumber} continues those in the accounting software, then confirm it.",
                found.Id.Value);
    }

    private static Task<List<NumberSeries>> SeriesAsync(IPsaSession session, Id<BillingEntity> entity, CancellationToken cancellationToken) =>
        session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.OfEntity(entity), cancellationToken).ListAsync(cancellationToken);
}

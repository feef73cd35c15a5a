using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Assigns numbers in chunks: documents, counter and run in one commit, so there is never a gap.</summary>
internal sealed class RunIssue(IPsaStore store, IClock clock, IIdGenerator ids, Actor actor)
{
    private const int ChunkSize = 500;

    internal async Task<BillingRun> RunAsync(Id<BillingRun> id, IProgress<BillingRunProgress>? listener, CancellationToken cancellationToken)
    {
        var run = await store.StepAsync(clock, actor, step => StartAsync(step, id, cancellationToken), cancellationToken).ConfigureAwait(false);
        var progress = new RunProgress(listener, clock, RunPhase.Issuing, run.Counts.Documents, run.IssuedDocuments, run.Counts);
        while (run.Status == BillingRunStatus.Issuing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = run.IssuedDocuments;
            run = await store.StepAsync(clock, actor, step => IssueChunkAsync(step, id, cancellationToken), cancellationToken).ConfigureAwait(false);
            progress.Add(run.IssuedDocuments - before, RunCounts.Zero);
        }

        if (run.Status != BillingRunStatus.Issued)
        {
            // somebody took it back before its first number
            BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.Issue, actor, id.Value);
        }

        return run;
    }

    // a run whose first document is numbered can't be rolled back, so it begins only when its numbers can be given out
    private static async Task<BillingRun> StartAsync(Step step, Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (run.Status == BillingRunStatus.Issued)
        {
            return run; // whoever comes second gets what is done
        }

        BillingRunLifecycle.Table.Next(run.Status, BillingRunAction.Issue, step.Actor, id.Value);
        BillingRunRules.RequireNearDates(run, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        var series = await step.SeriesAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        var entity = await step.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        _ = series.Confirmed(NumberPurpose.Invoice, entity, run.InvoiceDate, run.Counts.Documents - run.Counts.CreditNotes)?.Preview(entity, run.InvoiceDate);
        _ = series.Confirmed(NumberPurpose.CreditNote, entity, run.InvoiceDate, run.Counts.CreditNotes)?.Preview(entity, run.InvoiceDate);
        if (run.Status == BillingRunStatus.Issuing)
        {
            return run;
        }

        // whoever retires a series meanwhile conflicts, and sees that the run issues
        step.Of<NumberSeries>().UpdateRange(series.FindAll(static one => one.Purpose != NumberPurpose.Contract));
        await step.StopBatchesAsync(id, cancellationToken).ConfigureAwait(false);
        return step.Move(run, BillingRunAction.Issue);
    }

    private async Task<BillingRun> IssueChunkAsync(Step step, Id<BillingRun> id, CancellationToken cancellationToken)
    {
        var run = await step.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (run.Status != BillingRunStatus.Issuing)
        {
            return run;
        }

        var drafts = await step.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfRun(id).Take(ChunkSize), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        if (drafts.Count > 0)
        {
            var issued = await NumberAsync(step, run, drafts, step.Now, cancellationToken).ConfigureAwait(false);
            step.Append(id, new RunBatch { Phase = RunPhase.Issuing, Documents = issued.Select(RunDocument.Of).ToValueList() });
        }

        var next = run with { IssuedDocuments = run.IssuedDocuments + drafts.Count };
        return drafts.Count == ChunkSize
            ? step.Of<BillingRun>().Update(next)
            : step.Move(next, BillingRunAction.FinishIssue, EventKinds.BillingRunIssued, PsaJson.Write(run.Counts, PsaJsonContext.Default.RunCounts));
    }

    private async Task<List<Invoice>> NumberAsync(Step session, BillingRun run, List<Invoice> drafts, Instant now, CancellationToken cancellationToken)
    {
        var entity = await session.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        var series = await session.SeriesAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        var payers = await session.PayersOfAsync(drafts, cancellationToken).ConfigureAwait(false);
        var prepaying = await Prepaying.OfAsync(session, entity, drafts, payers, ids, cancellationToken).ConfigureAwait(false);
        var (issued, seller) = (new List<Invoice>(drafts.Count), entity.ToParty());
        foreach (var kind in new[] { InvoiceKind.Invoice, InvoiceKind.CreditNote })
        {
            var documents = drafts.FindAll(d => d.Kind == kind);
            if (documents.Count == 0)
            {
                continue;
            }

            var purpose = kind == InvoiceKind.Invoice ? NumberPurpose.Invoice : NumberPurpose.CreditNote;
            var allocation = series.Confirmed(purpose, entity, run.InvoiceDate, documents.Count)!.Allocate(entity, run.InvoiceDate, documents.Count);
            session.Of<NumberSeries>().Update(allocation.Series);
            for (var i = 0; i < documents.Count; i++)
            {
                var document = documents[i].Issue(allocation.Numbers[i], now, entity, seller, payers.GetValueOrDefault(documents[i].Customer));
                issued.Add(session.Of<Invoice>().UpdateOwned(prepaying.Pay(document), documents[i]));
            }
        }

        prepaying.Stage();

        return issued;
    }
}

using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Assigns numbers in chunks: documents, counter and run in one commit, so there is never a gap.</summary>
internal sealed class RunIssue(IPsaStore store, IClock clock, IIdGenerator ids, CreditNoteDrafts notes, Actor actor)
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
        if (run.Counts.Documents > run.Counts.Held + run.IssuedDocuments)
        {
            _ = series.Confirmed(NumberPurpose.Invoice, entity, run.InvoiceDate, run.Counts.Documents - run.Counts.CreditNotes)?.Preview(entity, run.InvoiceDate);
            _ = series.Confirmed(NumberPurpose.CreditNote, entity, run.InvoiceDate, run.Counts.CreditNotes)?.Preview(entity, run.InvoiceDate);
        }

        if (run.Status == BillingRunStatus.Issuing)
        {
            return run;
        }

        // whoever retires a series meanwhile conflicts, and sees that the run issues
        step.Of<NumberSeries>().UpdateRange(series.FindAll(static one => one.Purpose is NumberPurpose.Invoice or NumberPurpose.CreditNote));
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

        // what is held back stays among the drafts, so as many more are read
        var first = InvoiceRecords.DraftsOfRun(id).Take(ChunkSize + (int)run.Counts.Held);
        var drafts = await step.Of<Invoice>().QueryAsync(first, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        drafts = [.. drafts.Where(static draft => draft.Hold is null).Take(ChunkSize)];
        if (drafts.Count > 0)
        {
            var issued = await step.NumberAsync(ids, notes, run.BillingEntity, run.InvoiceDate, drafts, cancellationToken).ConfigureAwait(false);
            step.Append(id, new RunBatch { Phase = RunPhase.Issuing, Documents = issued.Select(RunDocument.Of).ToValueList() });
        }

        var next = run with { IssuedDocuments = run.IssuedDocuments + drafts.Count };
        return drafts.Count == ChunkSize
            ? step.Of<BillingRun>().Update(next)
            : step.Move(next, BillingRunAction.FinishIssue, EventKinds.BillingRunIssued, PsaJson.Write(run.Counts, PsaJsonContext.Default.RunCounts));
    }
}

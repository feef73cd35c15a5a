using System.Linq;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Removes the drafts of a run: before it is calculated again, and when it is rolled back.</summary>
internal static class RunDrafts
{
    /// <summary>Removes some drafts; all their items are pending again.</summary>
    /// <param name="step">The step.</param>
    /// <param name="run">The run.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Those that were removed; none when there are no more.</returns>
    internal static async Task<List<Invoice>> RemoveDraftsAsync(this Step step, Id<BillingRun> run, int most, CancellationToken cancellationToken)
    {
        var drafts = await step.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfRun(run).Take(most), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        if (drafts.Count == 0)
        {
            return drafts;
        }

        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(drafts.ConvertAll(d => d.Id)), cancellationToken).ConfigureAwait(false))
        {
            step.Of<SalesItem>().Update(item.TakeOffInvoice(), item);
        }

        foreach (var draft in drafts)
        {
            InvoiceLifecycle.Table.Next(draft.Status, InvoiceAction.Delete, draft.Id.Value);
            step.Of<Invoice>().Remove(draft);
        }

        step.Append(run, new RunBatch { Phase = RunPhase.RollingBack, Documents = drafts.Select(RunDocument.Of).ToValueList() });
        return drafts;
    }
}

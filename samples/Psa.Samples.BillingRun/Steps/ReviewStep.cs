namespace Psa.Samples.BillingRun.Steps;

/// <summary>Shows what is about to be issued, and who can't be billed, why, and how much money waits.</summary>
internal static class ReviewStep
{
    private const int Most = 40;

    internal static async Task RunAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        context.Screen.Step("Review");
        context.Screen.Table(PreviewStep.Columns, Totals.Rows(run.Counts.Money));
        context.Screen.Say(FormattableString.Invariant($"{run.Counts.Lines} lines on {run.Counts.Documents} documents, {run.Counts.CreditNotes} of them credit notes; {run.Counts.Obstacles} obstacles."));
        await ShowDocumentsAsync(context, run, cancellationToken);
        await ShowBlockedAsync(context, run, cancellationToken);
        await ShowUsageAsync(context, run, cancellationToken);
    }

    private static async Task ShowDocumentsAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var invoice in context.Runs.InvoicesAsync(context.Actor, run.Id, cancellationToken))
        {
            if (rows.Count == Most)
            {
                context.Screen.Say(FormattableString.Invariant($"The first {Most} documents; all are in the document that --json writes."));
                break;
            }

            rows.Add([invoice.CustomerNumber, invoice.Buyer.Name, invoice.Kind == InvoiceKind.CreditNote ? "credit note" : "invoice", FormattableString.Invariant($"{invoice.Lines.Count}"), invoice.Totals.TotalWithoutTax.ToString(), invoice.Totals.TotalWithTax.ToString()]);
        }

        if (rows.Count > 0)
        {
            context.Screen.Table(["customer", "name", "kind", ">lines", ">net", ">total"], rows);
        }
    }

    private static async Task ShowBlockedAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var obstacle in context.Runs.ObstaclesAsync(context.Actor, run.Id, cancellationToken))
        {
            if (rows.Count == Most)
            {
                context.Screen.Say(FormattableString.Invariant($"The first {Most} obstacles; all are in the document that --json writes."));
                break;
            }

            rows.Add([obstacle.CustomerNumber, obstacle.Reason.ToString(), obstacle.Waiting.IsEmpty ? "-" : string.Join(", ", obstacle.Waiting), obstacle.Message]);
        }

        if (rows.Count > 0)
        {
            context.Screen.Say("Not billed, and why:");
            context.Screen.Table(["customer", "blocked by", ">waiting", "what to do"], rows);
        }
    }

    // what customers used of vendors' services, beside what they were billed for it: only what differs
    private static async Task ShowUsageAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        var (all, rows) = (0, new List<IReadOnlyList<string>>());
        await foreach (var used in context.Runs.ReconcileAsync(context.Actor, run.Id, cancellationToken: cancellationToken))
        {
            all++;
            foreach (var gap in used.Gaps)
            {
                if (rows.Count < Most)
                {
                    rows.Add([used.CustomerNumber, used.ServiceCode, FormattableString.Invariant($"{used.Used:0.##}"), FormattableString.Invariant($"{used.BilledQuantity:0.##}"), gap.Cause.ToString(), gap.Money?.ToString() ?? "-"]);
                }
            }
        }

        context.Screen.Say(FormattableString.Invariant($"Usage of the month beside what is billed for it: {all} services of customers, {(rows.Count == 0 ? "all of them as billed." : "and these differ:")}"));
        if (rows.Count > 0)
        {
            context.Screen.Table(["customer", "service", ">used", ">billed", "why", ">money"], rows);
        }
    }
}

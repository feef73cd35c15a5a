namespace Psa.Samples.BillingRun.Steps;

/// <summary>Says in words how one line came about: the one with the most to explain.</summary>
internal static class ExplainStep
{
    private const int Candidates = 200;

    internal static async Task RunAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        var invoices = await context.Runs.InvoicesAsync(context.Actor, run.Id, cancellationToken).Take(Candidates).ToDictionaryAsync(invoice => invoice.Id, cancellationToken: cancellationToken);
        if (invoices.Count == 0)
        {
            return;
        }

        SalesItem? best = null;
        await foreach (var item in context.Items.OnInvoicesAsync(context.Actor, invoices.Keys, cancellationToken))
        {
            if (item.Basis is not null && (best is null || Rank(item).CompareTo(Rank(best)) > 0))
            {
                best = item;
            }
        }

        if (best is not null)
        {
            var invoice = invoices[best.Invoice!.Value];
            context.Screen.Step($"One line of {invoice.Number} for {invoice.Buyer.Name}, explained");
            context.Screen.Say(best.Explain());
        }
    }

    // the most pieces, then the most money; the id only so that it's always the same one
    private static (int Pieces, long Amount, Id<SalesItem> Id) Rank(SalesItem item) => (item.Basis!.Pieces.Count, item.Net.MinorUnits, item.Id);
}

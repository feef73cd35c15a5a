namespace Psa.Samples.BillingRun.Steps;

/// <summary>Shows what the run would do, and commits nothing.</summary>
internal static class PreviewStep
{
    internal static readonly string[] Columns = ["currency", ">documents", ">net", ">tax", ">total"];

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        context.Screen.Step("Preview: what a run would do; nothing is stored");
        var (totals, customers, items, blocked) = (new Totals(), 0, 0, 0);
        await foreach (var billing in context.Runs.PreviewAsync(context.Actor, context.Plan, cancellationToken))
        {
            customers++;
            items += billing.Items.Count;
            blocked += billing.Obstacles.Count;
            foreach (var invoice in billing.Invoices)
            {
                totals.Add(invoice);
            }
        }

        context.Screen.Table(Columns, totals.Rows());
        context.Screen.Say(FormattableString.Invariant($"{items} sales items for {customers} customers; {blocked} obstacles."));
    }
}

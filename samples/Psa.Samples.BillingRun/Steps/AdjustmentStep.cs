using Psa.Adjustments;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>
/// What was billed beside what was performed: a visit that nothing bills is charged, and of hours that were billed and worked in part the rest is credited. Each step looks at how far the one before it got, so an
/// interrupted story goes on where it stopped.
/// </summary>
internal static class AdjustmentStep
{
    private const string Visit = "Visit on site";
    private const string Worked = "Support that was really given";

    private static readonly Id<ServiceDocument> Performed = new(new Guid("5a3b1e00-0000-4000-8000-000000000131"));
    private static readonly Id<Adjustment> Charge = new(new Guid("5a3b1e00-0000-4000-8000-000000000141"));
    private static readonly Id<Adjustment> Credit = new(new Guid("5a3b1e00-0000-4000-8000-000000000142"));

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.World.Aftermath is not { } aftermath || context.Through != context.World.Through)
        {
            return;
        }

        context.Screen.Step("What was billed, beside what was performed");
        await PerformAsync(context, aftermath.Buyer, cancellationToken);
        var charged = await AdjustAsync(context, Charge, aftermath.Buyer, static line => line.Text == Visit, cancellationToken);
        var item = (await context.Items.FindAsync(context.Actor, charged.Documents[0].Item!.Value, cancellationToken))!;
        var invoice = await context.Invoices.IssueAsync(context.Actor, item.Invoice!.Value, context.Through, cancellationToken);
        context.Screen.Say($"{charged.Number}: {charged.Differences[0].Performed} were performed and {charged.Differences[0].Billed} billed. {invoice.Number} charges {invoice.Totals.TotalWithoutTax}.");

        var credited = await AdjustAsync(context, Credit, aftermath.Buyer, static line => line.Text == Worked || (line.Invoice is not null && line.Text.Contains("hours of support", StringComparison.Ordinal)), cancellationToken);
        var note = await context.CreditNotes.IssueAsync(context.Actor, credited.Documents[0].CreditNote!.Value, cancellationToken: cancellationToken);
        context.Screen.Say($"{credited.Number}: {credited.Differences[0].Performed} were performed and {credited.Differences[0].Billed} billed. {note.Number} credits {note.Totals.TotalWithoutTax}.");
    }

    private static async Task PerformAsync(DemoContext context, Id<Customer> customer, CancellationToken cancellationToken)
    {
        await NumberingStep.ConfirmAsync(context, [(NumberPurpose.ServiceDocument, "S-{seq:0000}"), (NumberPurpose.Adjustment, "A-{seq:0000}")], cancellationToken);
        var content = new ServiceContent
        {
            Date = context.Through.With(DateAdjusters.DayOfMonth(20)),
            Lines =
            [
                new(2m) { Text = Visit, Price = UnitPrice.Of(120m, Currency.EUR) },
                new(3m) { Text = Worked, Unit = "HUR", Price = UnitPrice.Of(95m, Currency.EUR) },
            ],
        };
        var written = await context.ServiceDocuments.WriteAsync(context.Actor, new() { Id = Performed, Customer = customer, Content = content }, cancellationToken);
        if (written.Status == ServiceDocumentStatus.Draft)
        {
            await context.ServiceDocuments.IssueAsync(context.Actor, written.Id, cancellationToken);
        }
    }

    private static async Task<Adjustment> AdjustAsync(DemoContext context, Id<Adjustment> id, Id<Customer> customer, Func<AdjustmentLine, bool> isMeant, CancellationToken cancellationToken)
    {
        if (await context.Adjustments.FindAsync(context.Actor, id, cancellationToken) is { } made)
        {
            return made;
        }

        var content = new AdjustmentContent
        {
            FirstDay = context.Through.With(DateAdjusters.StartOfMonth),
            LastDay = context.Through,
            Customer = customer,
            Text = "Difference to what was performed in March",
            AtOnce = true,
            Date = context.Through,
        };
        var offered = await context.Adjustments.OfferAsync(context.Actor, content, cancellationToken);
        var selection = offered.AsEnumerable().Where(line => line.IsPriced && isMeant(line.Line)).Select(static line => line.Selected).ToValueList();
        return await context.Adjustments.CreateAsync(context.Actor, new() { Id = id, Content = content with { Selection = selection } }, cancellationToken);
    }
}

using Psa.Samples.BillingRun.Focus;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>Writes the result as one document, batch by batch.</summary>
internal static class JsonStep
{
    private const int BatchSize = 500;

    internal static async Task RunAsync(DemoContext context, Output.DocumentTarget target, Run run, UsageReport usage, CancellationToken cancellationToken)
    {
        var (invoices, lines) = await CountAsync(context, cancellationToken);
        using var document = Output.RunDocument.Create(target);
        document.WriteRun(run, run.IssuedDocuments, invoices, lines);
        document.StartInvoices();
        await foreach (var batch in IssuedAsync(context, cancellationToken).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            await WriteAsync(context, document, batch, cancellationToken);
        }

        document.StartBlocked();
        await foreach (var obstacle in context.Runs.ObstaclesAsync(context.Actor, run.Id, cancellationToken))
        {
            document.Write(obstacle);
        }

        document.WriteUsage(usage);
        await document.CompleteAsync(cancellationToken);
        context.Screen.Say($"Written: {target.File}");
    }

    private static async Task<(long Invoices, long Lines)> CountAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var (invoices, lines) = (0L, 0L);
        await foreach (var invoice in IssuedAsync(context, cancellationToken))
        {
            invoices++;
            lines += invoice.Lines.Count(line => !line.IsNote);
        }

        return (invoices, lines);
    }

    // what runs for all payers billed; what people write or order beside it is no result of one
    private static IAsyncEnumerable<Invoice> IssuedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var ofAll = new Dictionary<Id<Run>, bool>();
        return PageRequest.AllAsync(page => context.Invoices.ListAsync(context.Actor, IssuedOf(context), page, cancellationToken), cancellationToken).Where(IsOfAllAsync);

        async ValueTask<bool> IsOfAllAsync(Invoice invoice, CancellationToken token)
        {
            if (invoice.Run is not { } run)
            {
                return false;
            }

            if (!ofAll.TryGetValue(run, out var isOfAll))
            {
                isOfAll = (await context.Runs.FindAsync(context.Actor, run, token))!.Payers.IsEmpty;
                ofAll.Add(run, isOfAll);
            }

            return isOfAll;
        }
    }

    private static InvoiceFilter IssuedOf(DemoContext context) =>
        new() { BillingEntity = context.Entity, Status = InvoiceStatus.Issued, IssuedFrom = context.Through, IssuedThrough = context.Through, Order = InvoiceOrder.Number };

    private static async Task WriteAsync(DemoContext context, Output.RunDocument document, Invoice[] batch, CancellationToken cancellationToken)
    {
        var items = new Dictionary<Id<SalesItem>, SalesItem>();
        await foreach (var item in context.Items.OnInvoicesAsync(context.Actor, [.. batch.Select(invoice => invoice.Id)], cancellationToken))
        {
            items[item.Id] = item;
        }

        foreach (var invoice in batch)
        {
            await document.WriteAsync(invoice, items, cancellationToken);
        }
    }
}

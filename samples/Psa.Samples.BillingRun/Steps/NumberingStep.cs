using Microsoft.Extensions.DependencyInjection;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>Before the first number is given out, somebody must say that the numbers continue those in the accounting software.</summary>
internal static class NumberingStep
{
    /// <summary>Checks that documents of the date can be numbered, before a run is planned that couldn't be issued.</summary>
    /// <exception cref="RuleViolationException"><c>numbering.date_before_last</c>.</exception>
    internal static async Task RequireDateAsync(DemoContext context, CancellationToken cancellationToken)
    {
        foreach (var series in await SeriesAsync(context, cancellationToken))
        {
            _ = series.Preview(context.World.Entity, context.Through);
        }
    }

    internal static async Task RunAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        foreach (var series in await SeriesAsync(context, cancellationToken))
        {
            if (series.IsConfirmed)
            {
                continue;
            }

            context.Screen.Step($"Numbering of {(series.Purpose == NumberPurpose.Invoice ? "invoices" : "credit notes")}");
            var first = series.Preview(context.World.Entity, run.InvoiceDate)[0];
            if (!context.Screen.IsTerminal)
            {
                context.Screen.Say($"The first will be {first}. Nobody can be asked here, so the sample itself confirms that this continues the accounting software.");
            }
            else if (!await context.Screen.AskAsync($"The first will be {first}. Does that continue your accounting software?", cancellationToken))
            {
                throw new NotConfirmedException();
            }

            await Numbering(context).ConfirmAsync(context.Actor, series.Id, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Makes series of documents that no accounting software knows, so that their numbers continue nothing.</summary>
    internal static async Task ConfirmAsync(DemoContext context, IEnumerable<(NumberPurpose Purpose, string Pattern)> wanted, CancellationToken cancellationToken)
    {
        var known = await Numbering(context).SeriesOfAsync(context.Actor, context.Entity, cancellationToken);
        foreach (var (purpose, pattern) in wanted)
        {
            var series = known.AsEnumerable().FirstOrDefault(one => one.Purpose == purpose)
                ?? await Numbering(context).CreateSeriesAsync(context.Actor, new() { BillingEntity = context.Entity, Purpose = purpose, Pattern = pattern }, cancellationToken);
            if (!series.IsConfirmed)
            {
                await Numbering(context).ConfirmAsync(context.Actor, series.Id, cancellationToken: cancellationToken);
            }
        }
    }

    private static async Task<IReadOnlyList<NumberSeries>> SeriesAsync(DemoContext context, CancellationToken cancellationToken) =>
        (await Numbering(context).SeriesOfAsync(context.Actor, context.Entity, cancellationToken)).AsEnumerable().Where(static series => series.Purpose is NumberPurpose.Invoice or NumberPurpose.CreditNote).ToList();

    private static NumberingService Numbering(DemoContext context) => context.Services.GetRequiredService<NumberingService>();
}

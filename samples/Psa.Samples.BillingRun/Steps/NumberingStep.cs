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
            series.Preview(context.World.Entity, context.Through);
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

            await ConfirmAsync(context, series, cancellationToken);
        }
    }

    private static async Task<List<NumberSeries>> SeriesAsync(DemoContext context, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenAsync(cancellationToken);
        var series = new List<NumberSeries>();
        await foreach (var one in session.NumberSeries.OfEntityAsync(context.Entity, cancellationToken))
        {
            series.Add(one);
        }

        return series;
    }

    private static async Task ConfirmAsync(DemoContext context, NumberSeries series, CancellationToken cancellationToken) =>
        await context.Services.GetRequiredService<NumberingService>().ConfirmAsync(context.Actor, series.Id, cancellationToken: cancellationToken);
}

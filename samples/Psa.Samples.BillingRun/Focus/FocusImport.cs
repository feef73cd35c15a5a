using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>Reads the file a second time and hands its rows to the library, which stores each once: importing a file again changes nothing.</summary>
internal static class FocusImport
{
    internal static async Task<UsageImportResult> RunAsync(DemoContext context, string file, CancellationToken cancellationToken) =>
        await context.Screen.ProgressAsync("importing", async progress =>
            await context.Services.GetRequiredService<UsageService>().ImportAsync(context.Actor, new("focus"), ReadingsAsync(file, progress, cancellationToken), cancellationToken));

#pragma warning disable CS1998 // the file is read as it comes: an import asks for an async sequence
    private static async IAsyncEnumerable<UsageReading> ReadingsAsync(string file, IProgress<Output.Progressed> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // rows that can't be used were counted by the scan
        var length = new FileInfo(file).Length;
        var reader = new FocusReader(file, _ => { });
        foreach (var row in reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Report(new(reader.BytesRead, length, "bytes"));
            yield return new()
            {
                Line = row.Line,
                SourceId = row.SourceId,
                Customer = FocusWorld.CustomerId(row.SubAccountId),
                ServiceCode = row.ServiceName,
                Date = row.Date,
                Quantity = row.Quantity,
                Unit = row.Unit,
                Cost = row.Cost.Amount,
                CostCurrency = row.Cost.Currency.Code,
            };
        }
    }
#pragma warning restore CS1998
}

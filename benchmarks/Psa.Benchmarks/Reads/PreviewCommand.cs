using System.Diagnostics;
using Psa.Benchmarks.Age;
using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>What a screen of one customer costs, however old its contracts are: what a run would bill, and its invoices. Medians of warm calls on SQLite files that hold all that was ever billed.</summary>
internal static class PreviewCommand
{
    private const double MostPreview = 5;
    private const double MostInvoices = 1;
    private const int Customers = 200;
    private const int Calls = 1000;

    // so many calls before, until the compiler is done with all that they need
    private const int Before = 1000;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        await MeasureAsync(arguments.Contains("--quick", StringComparer.Ordinal) ? [0, 24] : [0, 12, 120]);
        return Ratios.Print();
    }

    internal static async Task MeasureAsync(int[] ages)
    {
        using var folder = new TemporaryFolder();
        foreach (var age in ages)
        {
            var file = folder.File($"{age}.db");
            await AgedStore.CreateAsync(file, Customers, BenchWorld.PartsOfSample, age);
            await using var store = new BenchStore(file);
            var known = await PageRequest.AllAsync(page => store.Customers.ListAsync(BenchStore.Actor, new(), page)).ToListAsync();
            var entity = (await store.Catalog.ListBillingEntitiesAsync(BenchStore.Actor, new(), PageRequest.First)).Items[0].Id;
            var page = new PageRequest { Size = 20 };
            var preview = await MedianAsync(n => store.Runs.PreviewAsync(BenchStore.Actor, new() { BillingEntity = entity, Through = BenchWorld.Through, AllowFarDates = true }, known[n].Id));
            var invoices = await MedianAsync(n => store.Invoices.ListAsync(BenchStore.Actor, new() { Customer = known[n].Id, Descending = true }, page));
            Figure.Print($"one customer of {age} months on SQLite: preview {preview:0.00} ms, the newest 20 invoices {invoices:0.00} ms");
            Ratios.AtMost($"preview of one customer of {age} months, ms", preview, MostPreview);
            Ratios.AtMost($"the newest invoices of one customer of {age} months, ms", invoices, MostInvoices);
        }
    }

    private static async Task<double> MedianAsync(Func<int, Task> call)
    {
        var milliseconds = new double[Calls];
        for (var n = -Before; n < Calls; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await call((n + Before) * 79 % Customers);
            if (n >= 0)
            {
                milliseconds[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return Rounds.Median(milliseconds);
    }
}

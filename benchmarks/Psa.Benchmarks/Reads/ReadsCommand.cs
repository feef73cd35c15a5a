using System.Diagnostics;
using Psa.Benchmarks.Runs;
using Psa.Invoices;

namespace Psa.Benchmarks;

/// <summary>What a screen of a host costs: the median of warm calls on a file with many customers after a month was billed, each call for another customer.</summary>
internal static class ReadsCommand
{
    // so many times as many calls come before, until the compiler is done with all that they need
    private const int Warming = 3;

    private static readonly LocalDate Next = new(2026, 4, 30);

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var (customers, calls) = (Arguments.Number(arguments, "--customers", 10_000), Arguments.Number(arguments, "--calls", 1_000));
        using var folder = new TemporaryFolder();
        var seeded = folder.File("reads.db");
        await MeasuredRuns.SeedAsync(seeded, "--customers", customers.ToString(CultureInfo.InvariantCulture));
        await MeasuredRuns.ByChildAsync(seeded);

        using var database = BenchDatabase.Of(seeded);
        await using var store = new BenchStore(database.Copied);
        var known = await PageRequest.AllAsync(page => store.Customers.ListAsync(BenchStore.Actor, new(), page)).ToListAsync();
        var entity = (await store.Catalog.ListBillingEntitiesAsync(BenchStore.Actor, new(), PageRequest.First)).Items[0].Id;
        var numbers = (await store.Invoices.ListAsync(BenchStore.Actor, new() { Order = InvoiceOrder.Number, Descending = true }, new() { Size = 1000 })).Items.Select(invoice => invoice.Number!).ToList();
        var page = new PageRequest { Size = 20 };

        await MeasureAsync("invoices of one customer, newest first", (n, _) => store.Invoices.ListAsync(BenchStore.Actor, new() { Customer = known[n].Id, Descending = true }, page));
        await MeasureAsync("preview of one customer", (n, _) => store.Runs.PreviewAsync(BenchStore.Actor, new() { BillingEntity = entity, Through = Next, AllowFarDates = true }, known[n].Id));
        await MeasureAsync("customer by number", (n, _) => store.Customers.ListAsync(BenchStore.Actor, new() { Number = known[n].Number }, page));
        await MeasureAsync("invoice by number", (_, call) => store.Invoices.ListAsync(BenchStore.Actor, new() { Number = numbers[call % numbers.Count] }, page));
        await MeasureAsync("customers by part of the name", (n, _) => store.Customers.ListAsync(BenchStore.Actor, new() { NameContains = known[n].Name }, page));
        await MeasureAsync("contracts of one customer", (n, _) => store.Contracts.ListAsync(BenchStore.Actor, new() { Customer = known[n].Id }, page));
        await MeasureAsync("sales items of one customer", (n, _) => store.Items.ListAsync(BenchStore.Actor, new() { Customer = known[n].Id, Descending = true }, page));
        await MeasureAsync("the newest 20 invoices of all", (_, _) => store.Invoices.ListAsync(BenchStore.Actor, new() { Descending = true }, page));
        return 0;

        async Task MeasureAsync(string what, Func<int, int, Task> call)
        {
            var milliseconds = new List<double>(calls);
            for (var n = -Warming * calls; n < calls; n++)
            {
                // far from the last, so that no page of the file is warm because of it
                var (place, start) = ((int)((n + ((long)Warming * calls)) * 7919 % known.Count), Stopwatch.GetTimestamp());
                await call(place, n + (Warming * calls));
                if (n >= 0)
                {
                    milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            milliseconds.Sort();
            Figure.Print($"{what}: median {milliseconds[calls / 2]:0.00} ms, 95 % within {milliseconds[calls * 95 / 100]:0.00} ms ({calls} calls, {known.Count} customers)");
        }
    }
}

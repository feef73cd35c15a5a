using System.Diagnostics;
using System.Text.Json;
using Psa.Benchmarks.Runs;
using Psa.Catalog;
using Psa.Customers;
using Psa.Invoices;
using Psa.Samples.BillingRun.Worlds;
using Psa.Storage;

namespace Psa.Benchmarks.Reprice;

/// <summary>The steps of the measurement, each in a process of its own.</summary>
internal static class RepriceChild
{
    internal const string Seed = "reprice-seed";
    internal const string Change = "reprice-change";
    internal const string Look = "reprice-look";
    internal const string Resume = "reprice-resume";

    private const int LinesEach = 4;
    private const int WorldSeed = 20260301;

    private static readonly Stopwatch Begun = Stopwatch.StartNew();

    internal static async Task<int> SeedAsync(string database, int drafts)
    {
        await using var store = new BenchStore(database);
        var world = GeneratedWorld.Create(drafts, WorldSeed);
        await store.SeedAsync(world, BenchWorld.Through);
        var products = await EuroProductsAsync(store);
        await using var session = await store.OpenAsync();
        await foreach (var customer in session.Of<Customer>().QueryAsync(RecordType<Customer>.All))
        {
            if (drafts-- == 0)
            {
                break;
            }

            await store.Customers.SaveBillingInformationAsync(BenchStore.Actor, customer.Id, Complete(customer));
            _ = await store.Invoices.DraftAsync(BenchStore.Actor, new()
            {
                Customer = customer.Id,
                Currency = Currency.EUR,
                Content = new()
                {
                    IssueDate = store.Today,
                    Lines = Enumerable.Range(0, LinesEach).Select(line => new Psa.Documents.NewDocumentLine { Text = "Something", Product = products[line % products.Count], Quantity = 1 + line }).ToValueList(),
                },
            });
        }

        return 0;
    }

    internal static Task<int> ChangeAsync(string database) => TellAsync(database, static async store =>
    {
        var list = await ListAsync(store);
        await store.Catalog.SavePriceListAsync(BenchStore.Actor, list with { Items = list.Items.Select(item => Dearer(item, store.Today)).ToValueList() });
    });

    internal static Task<int> ResumeAsync(string database) => TellAsync(database, static store => store.Repricing.ResumeAsync(BenchStore.Actor));

    internal static Task<int> LookAsync(string database) => TellAsync(database, static _ => Task.CompletedTask);

    private static async Task<int> TellAsync(string database, Func<BenchStore, Task> work)
    {
        await using var store = new BenchStore(database);
        _ = await store.Repricing.ListAsync(BenchStore.Actor, new(), PageRequest.First);
        using var peaks = new MemoryPeaks();
        var start = Begun.Elapsed.TotalSeconds;
        var watch = Stopwatch.StartNew();
        await work(store);
        var seconds = watch.Elapsed.TotalSeconds;
        var runs = await store.Repricing.ListAsync(BenchStore.Actor, new(), PageRequest.First);
        Console.WriteLine(JsonSerializer.Serialize(new Repriced(runs.Items.Sum(static run => run.Documents), await TotalAsync(store), seconds, start, peaks.WorkingSetMegabytes)));
        return 0;
    }

    private static async Task<long> TotalAsync(BenchStore store)
    {
        var total = 0L;
        await using var session = await store.OpenAsync();
        await foreach (var invoice in session.Of<Invoice>().QueryAsync(RecordType<Invoice>.All))
        {
            total += invoice.Totals.TotalWithTax.MinorUnits;
        }

        return total;
    }

    private static async Task<PriceList> ListAsync(BenchStore store)
    {
        await using var session = await store.OpenAsync();
        await foreach (var list in session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All))
        {
            if (list.Currency == Currency.EUR)
            {
                return list;
            }
        }

        throw new InvalidOperationException("There is no price list in euro: seed the file first.");
    }

    private static async Task<List<Id<Product>>> EuroProductsAsync(BenchStore store) => [.. (await ListAsync(store)).Items.Select(static item => item.Product)];

    // a price that has begun today
    private static PriceListItem Dearer(PriceListItem item, LocalDate today) => item with
    {
        Prices = [.. item.Prices, new(today, UnitPrice.Of(item.Prices[^1].Method.Price!.Value.Amount + 1m, item.Prices[^1].Method.Price!.Value.Currency))],
    };

    private static BillingInformation Complete(Customer customer) => (customer.BillingInformation ?? new()) with
    {
        LegalName = customer.Name,
        Email = "billing@example.com",
        Language = "en",
        Currency = customer.BillingInformation?.Currency ?? Currency.EUR,
        TaxCode = customer.BillingInformation?.TaxCode ?? Seller.Domestic,
        Address = new() { City = "Hamburg", Country = "DE" },
    };
}

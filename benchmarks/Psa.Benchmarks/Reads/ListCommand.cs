using System.Diagnostics;
using Psa.Benchmarks.Runs;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Lists;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Benchmarks;

/// <summary>What a page of a filtered, sorted list costs: the median of warm calls on a SQLite file with many sales items, of which most are invoiced.</summary>
internal static class ListCommand
{
    private const double MostPage = 10;
    private const int Customers = 1_000;
    private const int Days = 365;
    private const int Batch = 10_000;

    private static readonly LocalDate First = new(2025, 4, 1);

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var (items, calls) = (Arguments.Number(arguments, "--items", 100_000), Arguments.Number(arguments, "--calls", 200));
        using var folder = new TemporaryFolder();
        var file = folder.File("list.db");
        await SqliteStore.MigrateAsync($"Data Source={file}");
        await SeedAsync(file, items);
        await using var store = new BenchStore(file);
        var page = new PageRequest { Size = 50 };
        var pending = ListFilter.Where("status", FilterOperator.Equal, "Pending");

        await MeasureAsync("the newest of all", _ => new() { Descending = true });
        await MeasureAsync("pending, by day", _ => new() { Filter = pending });
        await MeasureAsync("pending and dear, newest first", _ => new() { Filter = ListFilter.All(pending, ListFilter.Where("total", FilterOperator.Above, "50.00 EUR")), Descending = true });
        await MeasureAsync("of a month, not invoiced", n => new() { Filter = ListFilter.All(ListFilter.Where("invoiced", FilterOperator.Equal, "false"), ListFilter.Where("billingDate", FilterOperator.AtLeast, First.PlusDays(n % 300).ToString("R", CultureInfo.InvariantCulture))) });
        await MeasureAsync("of one customer, newest first", n => new() { Filter = ListFilter.Where("customer", FilterOperator.Equal, CustomerOf(n).ToString()), Descending = true });
        await MeasureAsync("by age", _ => new() { SortBy = "age", Day = First.PlusDays(Days) });
        await MeasureAsync("no index: by total", _ => new() { SortBy = "total" }, isBound: false);
        return Ratios.Print();

        async Task MeasureAsync(string what, Func<int, ListRequest> request, bool isBound = true)
        {
            var rounds = isBound ? calls : 3;
            var milliseconds = new double[rounds];
            for (var n = -rounds; n < rounds; n++)
            {
                var start = Stopwatch.GetTimestamp();
                await store.Items.SearchAsync(BenchStore.Actor, request((n + rounds) * 79 % Customers), page);
                if (n >= 0)
                {
                    milliseconds[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }
            }

            var median = Rounds.Median(milliseconds);
            Figure.Print($"{what}: a page of {page.Size} of {items} sales items on SQLite, median {median:0.00} ms");
            if (isBound)
            {
                Ratios.AtMost($"{what}, ms", median, MostPage);
            }
        }
    }

    private static Id<Customer> CustomerOf(int n) => new(new Guid(n % Customers, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8]));

    private static async Task SeedAsync(string file, int items)
    {
        using var store = new SqliteStore(file);
        for (var start = 0; start < items; start += Batch)
        {
            await using var session = await store.OpenAsync(BenchStore.Actor.Tenant);
            for (var n = start; n < Math.Min(start + Batch, items); n++)
            {
                session.Of<SalesItem>().Add(ItemOf(n, n * Days / items));
            }

            await session.CommitAsync();
        }
    }

    private static SalesItem ItemOf(int n, int day) => new()
    {
        Id = new(new Guid(n, 2, 2, [1, 2, 3, 4, 5, 6, 7, 8])),
        Tenant = BenchStore.Actor.Tenant,
        Customer = CustomerOf(n * 7),
        BillingEntity = new Id<BillingEntity>(new Guid(1, 3, 3, [1, 2, 3, 4, 5, 6, 7, 8])),
        Currency = Currency.EUR,
        Source = SalesItemSource.Manual,
        BillingDate = First.PlusDays(day),
        Status = n % 20 == 0 ? SalesItemStatus.Pending : SalesItemStatus.Invoiced,
        Lines = [new() { Text = $"Service {n % 100}", Quantity = 1m, UnitPrice = UnitPrice.Of(n % 100, Currency.EUR), Amount = Money.Of(n % 100, Currency.EUR) }],
        TotalBeforeDiscount = Money.Of(n % 100, Currency.EUR),
        Computed = Money.Of(n % 100, Currency.EUR),
        Net = Money.Of(n % 100, Currency.EUR),
    };
}

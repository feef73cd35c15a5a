using Microsoft.Data.Sqlite;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Lists;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>The searches of screens find their page by an index, in its order, and read little more than the page.</summary>
public sealed class ListPlanTests : IDisposable
{
    private const int Items = 3_000;
    private const int Days = 30;

    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4b01"));
    private static readonly Actor Ann = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
    private static readonly LocalDate Day = new(2026, 3, 1);

    private readonly StoreFile _file = new();
    private readonly SqliteStore _store;

    public ListPlanTests() => _store = new SqliteStore(_file.Path);

    /// <summary>Searches, and an index that each is answered by.</summary>
    public static TheoryData<ListRequest, string> Searches => new()
    {
        { new(), "by_day" },
        { new() { Descending = true }, "by_day" },
        { new() { Filter = ListFilter.Where("billingDate", FilterOperator.Between, "2026-03-05", "2026-03-09") }, "by_day" },
        { new() { Filter = ListFilter.Where("status", FilterOperator.Equal, "Pending"), Descending = true }, "open_by_day" },
        { new() { Filter = ListFilter.Where("status", FilterOperator.OneOf, "Draft", "Pending") }, "open_by_day" },
        { new() { Filter = ListFilter.Where("invoiced", FilterOperator.Equal, "false") }, "open_by_day" },
        { new() { Filter = ListFilter.All(ListFilter.Where("invoiced", FilterOperator.Equal, "false"), ListFilter.Not(ListFilter.Where("number", FilterOperator.Equal, "x"))) }, "open_by_day" },
        { new() { Filter = ListFilter.Where("customer", FilterOperator.Equal, CustomerOf(7).ToString()), Descending = true }, "by_date" },
        { new() { Filter = ListFilter.All(ListFilter.Where("customer", FilterOperator.Equal, CustomerOf(7).ToString()), ListFilter.Where("status", FilterOperator.Equal, "Pending")) }, "open (" },
        { new() { Filter = ListFilter.Where("number", FilterOperator.Equal, "N12"), SortBy = "total" }, "numbers (" },
        { new() { SortBy = "age", Day = Day.PlusDays(100) }, "by_day" },
        { new() { SortBy = "age", Day = Day.PlusDays(100), Descending = true }, "by_day" },
    };

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    [Theory]
    [MemberData(nameof(Searches), DisableDiscoveryEnumeration = true)]
    public async Task A_page_is_found_by_an_index_and_reads_little_else(ListRequest request, string index)
    {
        await FillAsync();
        var clock = new NoClock();
        var service = new SalesItemService(_store, clock, new NoIds());
        var page = new PageRequest { Size = 20 };
        for (var n = 0; n < 2; n++)
        {
            var (steps, limits) = (new List<string>(), new List<long>());
            using var plans = new Plans(_store.Database, question =>
            {
                limits.AddRange(question.Values.Where(value => value.Value is long).Select(value => (long)value.Value));
                var plan = Explain(question);
                steps.AddRange(plan.Split('\n'));
                return plan;
            });
            var found = await service.SearchAsync(Ann, request, page, TestContext.Current.CancellationToken);
            Assert.NotEmpty(found.Items);
            Assert.Contains(steps, step => step.Contains($"ix_psa_sales_item_{index}", StringComparison.Ordinal));
            Assert.DoesNotContain(steps, step => step.StartsWith("SCAN psa", StringComparison.Ordinal));
            Assert.DoesNotContain(steps, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            Assert.True(limits.Sum() <= 6 * Items / Days, $"At most {limits.Sum()} rows of {Items} are read.");
            page = page with { After = found.Next };
            if (found.Next is null)
            {
                break;
            }
        }
    }

    private static Id<Customer> CustomerOf(int n) => new(new Guid(n, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8]));

    private async Task FillAsync()
    {
        await using var session = await _store.OpenAsync(Tenant, TestContext.Current.CancellationToken);
        for (var n = 0; n < Items; n++)
        {
            session.Of<SalesItem>().Add(new()
            {
                Id = new(new Guid(n, 2, 2, [1, 2, 3, 4, 5, 6, 7, 8])),
                Tenant = Tenant,
                Number = n % 10 == 0 ? $"N{n / 5}" : null,
                Customer = CustomerOf(n % 50),
                BillingEntity = new Id<BillingEntity>(new Guid(1, 3, 3, new byte[8])),
                Currency = Currency.EUR,
                Source = SalesItemSource.Manual,
                BillingDate = Day.PlusDays(n % Days),
                Status = n % 3 == 0 ? SalesItemStatus.Pending : SalesItemStatus.Invoiced,
                Lines = [],
                TotalBeforeDiscount = Money.Of(n, Currency.EUR),
                Computed = Money.Of(n, Currency.EUR),
                Net = Money.Of(n, Currency.EUR),
            });
        }

        await session.CommitAsync(TestContext.Current.CancellationToken);
    }

    private string Explain(Question question)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
#pragma warning disable CA2100 // the library's own
        using var command = new SqliteCommand("EXPLAIN QUERY PLAN " + question.Text, connection);
#pragma warning restore CA2100
        for (var n = 1; n <= question.Values.Count; n++)
        {
            command.Parameters.AddWithValue($"?{n}", DBNull.Value);
        }

        return Plans.Read(command, 3);
    }

    private sealed class NoClock : IClock
    {
        public Instant GetCurrentInstant() => throw new InvalidOperationException("A search asks for no time.");
    }

    private sealed class NoIds : IIdGenerator
    {
        public Id<T> Next<T>() => throw new InvalidOperationException("A search makes no ids.");
    }
}

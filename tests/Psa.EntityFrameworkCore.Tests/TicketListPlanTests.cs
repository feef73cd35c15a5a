using Microsoft.Data.Sqlite;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Lists;
using Psa.Services;
using Psa.Work;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>The searches of tickets that screens ask for find their page by an index, in its order.</summary>
public sealed class TicketListPlanTests : IDisposable
{
    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4b01"));
    private static readonly Actor Ann = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);

    private readonly StoreFile _file = new();
    private readonly SqliteStore _store;

    public TicketListPlanTests() => _store = new SqliteStore(_file.Path);

    /// <summary>Searches, and an index that each is answered by.</summary>
    public static TheoryData<ListRequest, string> Searches => new()
    {
        { new(), "by_date" },
        { new() { Filter = ListFilter.Where("openedOn", FilterOperator.Between, "2026-03-05", "2026-03-09"), Descending = true }, "by_date" },
        { new() { Filter = ListFilter.Where("customer", FilterOperator.Equal, CustomerOf(3).ToString()), Descending = true }, "by_customer" },
        { new() { SortBy = "number" }, "numbers" },
        { new() { Filter = ListFilter.Where("number", FilterOperator.Equal, "t12") }, "numbers" },
        { new() { SortBy = "age", Day = new(2026, 4, 1) }, "by_date" },
    };

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    [Theory]
    [MemberData(nameof(Searches), DisableDiscoveryEnumeration = true)]
    public async Task A_page_is_found_by_an_index_in_its_order(ListRequest request, string index)
    {
        await FillAsync();
        var clock = new NoClock();
        var steps = new List<string>();
        using var plans = new Plans(_store.Database, question =>
        {
            var plan = Explain(question);
            steps.AddRange(plan.Split('\n'));
            return plan;
        });

        Assert.NotEmpty((await new TicketService(_store, clock, new NoIds()).SearchAsync(Ann, request, new() { Size = 20 }, TestContext.Current.CancellationToken)).Items);
        Assert.Contains(steps, step => step.Contains($"ix_psa_ticket_{index}", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN psa", StringComparison.Ordinal));
        Assert.True((index == "numbers" && request.SortBy is null) || !steps.Exists(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
    }

    private static Id<Customer> CustomerOf(int n) => new(new Guid(n, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8]));

    private async Task FillAsync()
    {
        await using var session = await _store.OpenAsync(Tenant, TestContext.Current.CancellationToken);
        for (var n = 0; n < 300; n++)
        {
            session.Of<Ticket>().Add(new()
            {
                Id = new(new Guid(n, 2, 2, [1, 2, 3, 4, 5, 6, 7, 8])),
                Tenant = Tenant,
                Number = $"T{n}",
                Title = "It is slow",
                Customer = CustomerOf(n % 10),
                Status = TicketStatus.New,
                OpenedOn = new LocalDate(2026, 3, 1).PlusDays(n % 30),
                OpenedBy = Ann.User,
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

using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Usage;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Every query of the port finds its rows in an index, in the order wanted: none reads a whole table or sorts, however much is stored.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private static readonly (string Name, Func<IPsaSession, ValueTask> Run)[] Queries =
    [
        ("find", async s => await s.Of<SalesItem>().FindAsync(default)),
        ("customer by number", async s => await s.Of<Customer>().FirstAsync(CustomerRecords.OfNumber("x"))),
        ("customers paged", s => All(s.Of<Customer>().QueryAsync(CustomerRecords.Between(Some.Id<Customer>(1), Some.Id<Customer>(2)).Take(5)))),
        ("customers counted", async s => await s.Of<Customer>().CountAsync(CustomerRecords.Between(Some.Id<Customer>(1), Some.Id<Customer>(2)))),
        ("customer at", async s => await s.Of<Customer>().FirstAsync(RecordType<Customer>.All.Pass(5))/*IDAT*/),
        ("products", s => All(s.Of<Product>().QueryAsync(RecordType<Product>.All))),
        ("contracts", s => All(s.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(Range)))),
        ("parts", s => All(s.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(Range)))),
        ("ledgers", s => All(s.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(Range)))),
        ("usage", s => All(s.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(Range, Some.Day, Some.Day)))),
        ("usage by ids", s => All(s.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of([Some.Id<UsageRecord>(1), Some.Id<UsageRecord>(2)])))),
        ("items of customers", s => All(s.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(Range, SalesItemStatus.Pending, Some.Day)))),
        ("items of a source", s => All(s.Of<SalesItem>().QueryAsync(SalesItemRecords.OfSource(SalesItemSource.ContractPart, Guid.Empty, Some.Day)))),
        ("items of a run", s => All(s.Of<SalesItem>().QueryAsync(SalesItemRecords.OfRun(Some.Id<BillingRun>(1), Some.Id<SalesItem>(1)).Take(5)))),
        ("items on invoices", s => All(s.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([Some.Id<Invoice>(1), Some.Id<Invoice>(2)])))),
        ("drafts of a run", s => All(s.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfRun(Some.Id<BillingRun>(1)).Take(5)))),
        ("invoices of a run", s => All(s.Of<Invoice>().QueryAsync(InvoiceRecords.OfRun(Some.Id<BillingRun>(1))))),
        ("invoices of a date", s => All(s.Of<Invoice>().QueryAsync(InvoiceRecords.OfDate(Some.Id<BillingEntity>(1), Some.Day)))),
        ("invoice by number", async s => await s.Of<Invoice>().FirstAsync(InvoiceRecords.OfNumber("x"))),
        ("open run", async s => await s.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(Some.Id<BillingEntity>(1)))),
        ("newest runs", s => All(s.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(Some.Id<BillingEntity>(1)).Take(5)))),
        ("partitions", s => All(s.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(Some.Id<BillingRun>(1))))),
        ("obstacles", s => All(s.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(Some.Id<BillingRun>(1))))),
        ("events", s => All(s.Events.ReadAfterAsync(5))),
    ];

    private readonly StoreFile _file = new();
    private readonly SqliteStore _store;

    public QueryPlanTests() => _store = new SqliteStore(_file.Path);

    public static TheoryData<string> Names => new(Queries.Select(q => q.Name));

    private static IdRange<Customer> Range => new(Some.Id<Customer>(1), Some.Id<Customer>(2));

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_query_is_a_search_in_an_index(string name)
    {
        var plan = await PlanAsync(name);
        Assert.Contains("SEARCH", plan, StringComparison.Ordinal);
        Assert.Contains("tenant=?", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);

        // a list that the query brings along, or the few values found by jumping through the index
        Assert.All(plan.Split('\n'), step => Assert.False(
            step.StartsWith("SCAN", StringComparison.Ordinal) && step is not ("SCAN user" or "SCAN day") && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal), step));
    }

    [Fact]
    public async Task Drafts_are_found_without_passing_what_is_issued() =>
        Assert.Contains("ix_invoice_drafts_of_run", await PlanAsync("drafts of a run"), StringComparison.Ordinal);

    [Fact]
    public async Task Usage_and_items_of_other_days_are_not_even_looked_at()
    {
        Assert.Contains("(tenant=? AND customer=? AND date>? AND date<?)", await PlanAsync("usage"), StringComparison.Ordinal);
        Assert.Contains("(tenant=? AND period_start=? AND source=? AND source_id=?)", await PlanAsync("items of a source"), StringComparison.Ordinal);
    }

    private async Task<string> PlanAsync(string name)
    {
        await using var session = await _store.OpenAsync(Some.Tenant(), TestContext.Current.CancellationToken);
        using var commands = new Commands(_file.Path);
        await Queries.Single(q => q.Name == name).Run(session);
        Assert.NotEmpty(commands.Plans);
        return string.Join('\n', commands.Plans);
    }

    private static async ValueTask All<T>(IAsyncEnumerable<T> rows) => await rows.CountAsync();

    /// <summary>Listens to the commands on one file and asks SQLite how it runs each.</summary>
    private sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private readonly string _file;

        internal Commands(string file)
        {
            _file = file;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        internal List<string> Plans { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandEventData { ExecuteMethod: DbCommandMethod.ExecuteReader } data && value.Key == RelationalEventId.CommandExecuting.Name && data.Command.Connection!.DataSource == _file)
            {
                Plans.Add(Explain(data.Command));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

        private static string Explain(DbCommand original)
        {
            using var command = (SqliteCommand)original.Connection!.CreateCommand();
#pragma warning disable CA2100 // Entity Framework's own
            command.CommandText = "EXPLAIN QUERY PLAN " + original.CommandText;
#pragma warning restore CA2100
            foreach (SqliteParameter parameter in original.Parameters)
            {
                command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
            }

            using var rows = command.ExecuteReader();
            var steps = new List<string>();
            while (rows.Read())
            {
                steps.Add(rows.GetString(3));
            }

            return string.Join('\n', steps);
        }
    }
}

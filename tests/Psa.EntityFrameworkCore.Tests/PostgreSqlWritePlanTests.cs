using System.Text.RegularExpressions;
using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What a commit changes is looked up by its ids, whatever PostgreSQL counted before the records came.</summary>
public sealed class PostgreSqlWritePlanTests : IAsyncLifetime
{
    private const int Count = 50;
    private readonly PostgreSqlDialect _sql = new("psa");
    private string _database = string.Empty;

    public async ValueTask InitializeAsync() => _database = await PostgreSqlServer.NewStoreAsync();

    public async ValueTask DisposeAsync() => await PostgreSqlServer.DropAsync(_database);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(500)]
    public async Task What_changes_is_looked_up_by_its_id_when_the_statistics_know_other_tenants_only(int counted)
    {
        await AddAsync(Some.Tenant(), counted);
        await PostgreSqlServer.ExecuteAsync(_database, "ANALYZE");
        var tenant = Some.Tenant();
        await AddAsync(tenant, Count);
        await Plans.EnlargeAsync(_database);

        var writer = _sql.WriterOf(_sql.Of(SalesItemRecords.Type));
        var reason = writer.Table.Fields.SelectMany(static field => field.Columns).Single(static column => column.Name == "cancel_reason");
        var (ids, versions) = (Statements.Value(Ids(static id => id.Value)), Statements.Value(Ids(static _ => 1L)));
        AssertLookup(Explain(writer.Delete, Statements.Value(tenant.Value), ids, versions));
        AssertLookup(Explain(writer.Update([reason]), Statements.Value(tenant.Value), ids, versions, Statements.Value(Ids(static _ => "none"))));
        AssertLookup(Explain(writer.Versions, Statements.Value(tenant.Value), ids));
    }

    private static T[] Ids<T>(Func<Id<SalesItem>, T> value) => [.. Enumerable.Range(1, Count).Select(n => value(Some.Id<SalesItem>(n)))];

    private static void AssertLookup(string plan)
    {
        Assert.Matches("Index Scan using pk_sales_item on sales_item stored", plan);
        Assert.Equal(1, Regex.Count(plan, @"Index Cond: \(\(tenant = staged.tenant\) AND \(id = staged.id\)\)"));
    }

    private async Task AddAsync(TenantId tenant, int count)
    {
        using var store = new PostgreSqlStore(_database);
        await using var session = await store.OpenAsync(tenant, TestContext.Current.CancellationToken);
        var pattern = Some.Item(tenant, 1);
        session.Of<SalesItem>().AddRange(Enumerable.Range(1, count).Select(n => pattern with { Id = Some.Id<SalesItem>(n) }));
        await session.CommitAsync(TestContext.Current.CancellationToken);
    }

    private string Explain(string sql, params NpgsqlParameter[] values)
    {
        using var connection = new NpgsqlConnection(_database);
        connection.Open();
        using var command = connection.Statement("EXPLAIN (COSTS OFF) " + sql, Array.ConvertAll(values, static value => value.Clone()));
        return Plans.Read(command, 0);
    }
}

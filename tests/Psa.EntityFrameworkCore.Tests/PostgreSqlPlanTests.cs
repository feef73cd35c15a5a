using System.Text.RegularExpressions;
using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Every declared query finds its rows, and no others, in an index of PostgreSQL's, in the order wanted.</summary>
public sealed class PostgreSqlPlanTests(PostgreSqlPlanTests.FilledDatabase database) : IClassFixture<PostgreSqlPlanTests.FilledDatabase>
{
    // rows cost as much as they would in a large table
    private const string Settings = ";Options=-c enable_seqscan=off -c enable_bitmapscan=off -c cpu_tuple_cost=1 -c cpu_index_tuple_cost=1 -c cpu_operator_cost=1";

    public static TheoryData<string, string> Queries => [.. RecordKind.All.SelectMany(kind => kind.Queries.Select(query => (kind.Type.Name, query)))];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_is_a_search_in_an_index(string kind, string query)
    {
        var (isOrdered, plans) = await PlansAsync(session => RecordKind.Named(kind).AskAsync(session, query));
        Assert.All(plans, plan => AssertSearch(plan, isOrdered));
    }

    [Fact]
    public async Task A_record_and_the_newest_events_are_found_by_a_search_in_an_index()
    {
        var (_, plans) = await PlansAsync(async session =>
        {
            await session.Of<SalesItem>().FindAsync(Some.Id<SalesItem>(1));
            await session.Events.ReadAfterAsync(5).CountAsync();
            await session.Events.ReadAfterAsync(5, new() { Kind = "a" }).CountAsync();
            await session.Events.ReadAfterAsync(5, new() { RecordId = Guid.Empty }).CountAsync();
            await session.Events.ReadAfterAsync(5, new() { WholeId = Guid.Empty }).CountAsync();
            await session.Events.ReadBeforeAsync(5000, 10).CountAsync();
            await session.Events.ReadBeforeAsync(5000, 10, new() { WholeId = Guid.Empty }).CountAsync();
            return true;
        });
        Assert.Equal(7, plans.Count);
        Assert.All(plans, plan => AssertSearch(plan, isOrdered: true));
    }

    [Fact]
    public async Task What_a_list_names_is_looked_up_one_by_one()
    {
        var (_, plans) = await PlansAsync(session => RecordKind.Named("sales_item").AskAsync(session, "Of"));
        Assert.Contains("AND (id = ANY ", Assert.Single(plans), StringComparison.Ordinal);
        (_, plans) = await PlansAsync(session => RecordKind.Named("sales_item").AskAsync(session, "OnInvoices"));
        Assert.Contains("AND (invoice = ANY ", Assert.Single(plans), StringComparison.Ordinal);
    }

    private static void AssertSearch(string plan, bool isOrdered)
    {
        Assert.DoesNotMatch("Seq Scan|Bitmap", plan);
        Assert.Equal(Regex.Count(plan, "Index (Only )?Scan"), Regex.Count(plan, @"Index Cond: \(.*tenant = "));
        Assert.Contains("Index Cond", plan, StringComparison.Ordinal);

        // what is read is what is wanted, but for the end of a list that is made by jumping, and for a list that is so long that reading all costs less
        Assert.DoesNotMatch(isOrdered ? "Filter|Sort" : @"Filter: (?!\(found IS NOT NULL\)|\(\w+ = ANY )", plan);
    }

    private async Task<(bool IsOrdered, IReadOnlyList<string> Plans)> PlansAsync(Func<IPsaSession, Task<bool>> ask)
    {
        using var store = new PostgreSqlStore(database.ConnectionString);
        await using var session = await store.OpenAsync(database.Tenant, TestContext.Current.CancellationToken);
        using var plans = new Plans(store.Database, Explain);
        return (await ask(session), plans.All);
    }

    private string Explain(Question question)
    {
        using var connection = new NpgsqlConnection(database.ConnectionString + Settings);
        connection.Open();
        using var command = PostgreSqlLink.CommandOf(question, connection);
#pragma warning disable CA2100 // the library's own
        command.CommandText = "EXPLAIN (COSTS OFF) " + question.Text;
#pragma warning restore CA2100
        return Plans.Read(command, 0);
    }

    /// <summary>A database with some records of each kind.</summary>
    public sealed class FilledDatabase : IAsyncLifetime
    {
        public string ConnectionString { get; private set; } = string.Empty;

        public TenantId Tenant { get; } = Some.Tenant();

        public async ValueTask InitializeAsync()
        {
            ConnectionString = await PostgreSqlServer.NewStoreAsync();
            using var store = new PostgreSqlStore(ConnectionString);
            foreach (var kind in RecordKind.All)
            {
                await kind.FillAsync(store, Tenant, 200);
            }

            await Plans.EnlargeAsync(ConnectionString);
            await PostgreSqlServer.ExecuteAsync(ConnectionString, "DELETE FROM pg_statistic");
        }

        public async ValueTask DisposeAsync() => await PostgreSqlServer.DropAsync(ConnectionString);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Psa.Customers;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Records;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What a database can be, whose it is, and how our tables come into it.</summary>
public sealed class PostgreSqlDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TenantId _tenant = Some.Tenant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("Host=x")]
    [InlineData("a b")]
    [InlineData("a\"; DROP SCHEMA psa")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void What_can_be_no_schema_is_refused(string schema)
    {
        Assert.Throws<ArgumentException>(() => new PostgreSqlStore(database.ConnectionString, schema));
        Assert.Throws<ArgumentException>(() => new PostgreSqlStore(() => null!, schema));
    }

    [Fact]
    public void What_is_no_connection_string_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PostgreSqlStore(" "));
        Assert.Throws<ArgumentException>(() => new PostgreSqlStore("nothing"));
    }

    [Fact]
    public async Task The_databases_own_locale_sorts_in_another_way_than_we_do() => Assert.Equal(true, await ExecuteAsync("SELECT 'a' < 'B'"));

    [Fact]
    public async Task Text_is_compared_by_its_code_points_and_numbers_keep_all_their_digits()
    {
        const string ours = "FROM information_schema.columns WHERE table_schema = 'psa' AND table_name <> 'migration'";
        Assert.Equal(0L, await ExecuteAsync($"SELECT count(*) {ours} AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"));
        Assert.Equal(0L, await ExecuteAsync($"SELECT count(*) {ours} AND data_type = 'numeric' AND (numeric_precision IS NOT NULL OR numeric_scale IS NOT NULL)"));
        Assert.Equal(0L, await ExecuteAsync($"SELECT count(*) {ours} AND data_type NOT IN ('uuid', 'text', 'bigint', 'integer', 'boolean', 'numeric', 'date', 'timestamp with time zone', 'json')"));
    }

    [Fact]
    public async Task Two_stores_stand_in_one_database_beside_a_hosts_own_tables()
    {
        await ExecuteAsync("CREATE SCHEMA \"Host\"; CREATE TABLE \"Host\".visit (id int)");
        using var one = new PostgreSqlStore(database.ConnectionString, "two_1");
        using var two = new PostgreSqlStore(database.ConnectionString, "Host");
        await AddAsync(one, 1);
        await AddAsync(two, 1);
        await AddAsync(two, 2);
        Assert.Equal(1, await CountAsync(one));
        Assert.Equal(2, await CountAsync(two));
        using var again = new PostgreSqlStore(database.ConnectionString, "Host");
        await AddAsync(again, 3);
        Assert.Equal(3L, await ExecuteAsync("SELECT count(*) FROM \"Host\".customer"));
        Assert.Equal(1L, await ExecuteAsync("SELECT count(*) FROM two_1.customer"));
        Assert.Equal(1L, await ExecuteAsync("SELECT count(*) FROM \"Host\".migration"));
    }

    [Fact]
    public async Task Many_processes_can_make_the_store_at_once()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => new PostgreSqlStore(database.ConnectionString, "at_once")).ToList();
        try
        {
            await Task.WhenAll(stores.Select((store, n) => Task.Run(() => AddAsync(store, n + 1), Ct)));
            Assert.Equal(6, await CountAsync(stores[0]));
        }
        finally
        {
            stores.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await PostgreSqlStore.MigrateAsync(database.ConnectionString, "newer", Ct);
        await ExecuteAsync("INSERT INTO newer.migration VALUES ('99990101000000_News', '99.0')");
        await RefusedAsync(database.ConnectionString, "newer", StoreErrors.Newer);
        Assert.Equal(2L, await ExecuteAsync("SELECT count(*) FROM newer.migration"));
    }

    [Theory]
    [InlineData("their_table", "CREATE TABLE their_table.customer (id int)")]
    [InlineData("their_type", "CREATE TYPE their_type.customer AS ENUM ('a')")]
    [InlineData("their_history", "CREATE TABLE their_history.migration (id int)")]
    public async Task A_schema_with_something_that_is_called_as_one_of_our_tables_is_refused_and_left_as_it_is(string schema, string theirs)
    {
        await ExecuteAsync($"CREATE SCHEMA {schema}; {theirs}");
        await RefusedAsync(database.ConnectionString, schema, StoreErrors.NotOurs);
        Assert.True(await ExecuteAsync($"SELECT count(*) FROM pg_class WHERE relnamespace = '{schema}'::regnamespace") is 0L or 1L);
    }

    [Fact]
    public async Task A_server_or_a_database_that_is_not_there_is_unavailable()
    {
        await RefusedAsync("Host=127.0.0.1;Port=1;Username=psa;Database=x", "psa", StoreErrors.Unavailable);
        await RefusedAsync("Host=no-such-host.invalid;Username=psa;Database=x", "psa", StoreErrors.Unavailable);
        await RefusedAsync(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" }.ConnectionString, "psa", StoreErrors.Unavailable);
    }

    [Fact]
    public async Task A_user_who_may_make_no_tables_uses_those_that_are_there()
    {
        await PostgreSqlStore.MigrateAsync(database.ConnectionString, "limited", Ct);
        var user = $"limited_{_tenant.Value:N}";
        await ExecuteAsync($"CREATE ROLE {user} LOGIN; GRANT USAGE ON SCHEMA limited TO {user}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA limited TO {user}");
        var limited = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = user }.ConnectionString;
        using (var store = new PostgreSqlStore(limited, "limited"))
        {
            await AddAsync(store, 1);
            Assert.Equal(1, await CountAsync(store));
        }

        await RefusedAsync(limited, "other", StoreErrors.Unavailable);
        await ExecuteAsync($"DROP OWNED BY {user}; DROP ROLE {user}");
    }

    [Fact]
    public async Task A_lock_that_is_held_for_too_long_stops_commits_but_not_readers()
    {
        using var store = new PostgreSqlStore(database.ConnectionString + ";Options=-c lock_timeout=200ms");
        await AddAsync(store, 1);
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Update((await session.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct))! with { Name = "changed" });
        await using (var other = await ConnectAsync())
        {
            await using var transaction = await other.BeginTransactionAsync(Ct);
            await ExecuteAsync(other, $"SELECT 1 FROM psa.customer WHERE tenant = '{_tenant.Value}' FOR UPDATE");
            Assert.Equal(StoreErrors.Locked, (await Assert.ThrowsAsync<StoreException>(async () => await session.CommitAsync(Ct))).Code);
            Assert.Equal(1, await CountAsync(store));
        }

        // nothing of what was staged is lost: the same commit goes through once the lock is gone
        await session.CommitAsync(Ct);
        Assert.Equal(2, (await session.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct))!.Version);
    }

    [Fact]
    public async Task The_last_migration_is_what_the_model_says()
    {
        await using var connection = new NpgsqlConnection();
        await using var context = PostgreSqlDbContext.On(connection, PostgreSqlDialect.AnySchema);
        Assert.False(context.Database.HasPendingModelChanges(), "A stored record has changed: run eng/migration.sh <name>; before the first release eng/migration.sh --initial.");
    }

    [Fact]
    public async Task R51_the_store_that_was_chosen_last_is_used()
    {
        await using var memory = new ServiceCollection().AddPsa().UsePostgreSql(database.ConnectionString).UseInMemoryStore().BuildServiceProvider();
        Assert.IsType<InMemoryStore>(Assert.Single(memory.GetServices<IPsaStore>()));
        await using var postgres = new ServiceCollection().AddPsa().UseInMemoryStore().UsePostgreSql(database.ConnectionString).BuildServiceProvider();
        Assert.IsType<PostgreSqlStore>(Assert.Single(postgres.GetServices<IPsaStore>()));
        Assert.Same(postgres.GetRequiredService<IPsaStore>(), postgres.GetRequiredService<IPsaStore>());
        await using var host = new ServiceCollection().AddPsa().UsePostgreSql(database.ConnectionString).UsePostgreSql(static _ => null!).BuildServiceProvider();
        Assert.True(Assert.Single(host.GetServices<IPsaStore>()).IsInHostTransaction);
    }

    private async Task RefusedAsync(string connectionString, string schema, string code)
    {
        using var store = new PostgreSqlStore(connectionString, schema);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(_tenant, Ct))).Code);
        }
    }

    private async Task AddAsync(PostgreSqlStore store, int n)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Some.Customer(_tenant, n));
        await session.CommitAsync(Ct);
    }

    private async Task<long> CountAsync(PostgreSqlStore store)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        return await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Ct);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }

    private Task<object?> ExecuteAsync(string sql) => PostgreSqlServer.ExecuteAsync(database.ConnectionString, sql);
}

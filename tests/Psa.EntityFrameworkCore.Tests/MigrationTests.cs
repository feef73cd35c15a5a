using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Tables as a step of a deployment: what is pending, done by itself or only when asked, and what a host does before. Each on both databases.</summary>
public sealed class MigrationTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private const string Sqlite = "sqlite";
    private const string PostgreSql = "postgresql";

    private readonly StoreFile _file = new();
    private readonly string _schema = $"m{Path.GetRandomFileName().Replace(".", string.Empty, StringComparison.Ordinal)}";
    private readonly TenantId _tenant = Some.Tenant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task What_is_pending_is_named_until_it_is_applied_and_asking_changes_nothing(string kind)
    {
        using var provider = Provider(kind);
        var store = provider.GetRequiredService<IPsaStore>();
        var pending = await store.PendingMigrationsAsync(Ct);
        Assert.NotEmpty(pending);
        Assert.Equal(pending, await store.PendingMigrationsAsync(Ct));
        Assert.False(await HasTablesAsync(kind));
        Assert.Empty(Directory.GetFiles(_file.Folder));

        Assert.Equal(pending, await store.MigrateAsync(Ct));
        Assert.Empty(await store.PendingMigrationsAsync(Ct));
        Assert.Empty(await store.MigrateAsync(Ct));
        await AddAsync(store);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task A_store_that_may_not_migrate_by_itself_names_what_is_pending_until_somebody_does(string kind)
    {
        using var provider = Provider(kind, new() { AtFirstUse = false });
        var store = provider.GetRequiredService<IPsaStore>();
        var pending = await store.PendingMigrationsAsync(Ct);
        var refused = await Assert.ThrowsAsync<StoreException>(() => AddAsync(store));
        Assert.Equal(StoreErrors.NotReady, refused.Code);
        Assert.All(pending, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
        Assert.False(await HasTablesAsync(kind));
        Assert.Empty(Directory.GetFiles(_file.Folder));

        using var deployment = Provider(kind);
        Assert.Equal(pending, await deployment.GetRequiredService<IPsaStore>().MigrateAsync(Ct));
        await AddAsync(store);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task A_store_that_was_migrated_is_used_by_one_that_may_not(string kind)
    {
        using var deployment = Provider(kind, new() { AtFirstUse = false });
        await deployment.GetRequiredService<IPsaStore>().MigrateAsync(Ct);
        await AddAsync(deployment.GetRequiredService<IPsaStore>());
        using var provider = Provider(kind, new() { AtFirstUse = false });
        await AddAsync(provider.GetRequiredService<IPsaStore>());
    }

    [Theory]
    [InlineData(Sqlite, false)]
    [InlineData(Sqlite, true)]
    [InlineData(PostgreSql, false)]
    [InlineData(PostgreSql, true)]
    public async Task Of_many_that_migrate_at_once_one_does_and_the_host_is_called_once_before(string kind, bool atFirstUse)
    {
        var (calls, named) = (0, new ValueList<string>());
        MigrationOptions options = new()
        {
            Before = async (pending, cancellationToken) =>
            {
                Interlocked.Increment(ref calls);
                named = pending;
                Assert.False(await HasTablesAsync(kind));
                await Task.Delay(200, cancellationToken);
            },
        };
        var providers = Enumerable.Range(0, 6).Select(_ => Provider(kind, options)).ToList();
        try
        {
            var stores = providers.ConvertAll(provider => provider.GetRequiredService<IPsaStore>());
            var pending = await stores[0].PendingMigrationsAsync(Ct);
            if (atFirstUse)
            {
                await Task.WhenAll(stores.Select(store => Task.Run(() => AddAsync(store), Ct)));
            }
            else
            {
                var applied = await Task.WhenAll(stores.Select(store => Task.Run(async () => await store.MigrateAsync(Ct), Ct)));
                Assert.Equal(pending, Assert.Single(applied, names => names.Count > 0));
            }

            Assert.Equal(1, calls);
            Assert.Equal(pending, named);
            await AddAsync(stores[0]);
            Assert.Equal(1, calls);
        }
        finally
        {
            providers.ForEach(provider => provider.Dispose());
        }
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task A_host_that_refuses_leaves_the_store_as_it_was_and_may_say_yes_later(string kind)
    {
        var refuses = true;
        using var provider = Provider(kind, new() { Before = (_, _) => refuses ? throw new IOException("no room for the backup") : ValueTask.CompletedTask });
        var store = provider.GetRequiredService<IPsaStore>();
        foreach (var call in new Func<Task>[] { async () => await store.MigrateAsync(Ct), () => AddAsync(store) })
        {
            var refused = await Assert.ThrowsAsync<StoreException>(call);
            Assert.Equal(StoreErrors.MigrationRefused, refused.Code);
            Assert.Contains("no room for the backup", refused.Message, StringComparison.Ordinal);
            Assert.IsType<IOException>(refused.InnerException);
            Assert.False(await HasTablesAsync(kind));
        }

        refuses = false;
        Assert.NotEmpty(await store.MigrateAsync(Ct));
        await AddAsync(store);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task What_is_called_before_is_told_when_it_would_wait_for_itself(string kind)
    {
        IPsaStore? store = null;
        using var provider = Provider(kind, new() { Before = async (_, cancellationToken) => await store!.OpenAsync(_tenant, cancellationToken) });
        store = provider.GetRequiredService<IPsaStore>();
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await store.MigrateAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct));
        Assert.Equal(StoreErrors.NotReady, Assert.IsType<StoreException>(refused.InnerException).Code);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task A_cancellation_before_is_a_cancellation(string kind)
    {
        using var cancellation = new CancellationTokenSource();
        using var provider = Provider(kind, new()
        {
            Before = async (_, cancellationToken) =>
            {
                await cancellation.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            },
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await provider.GetRequiredService<IPsaStore>().MigrateAsync(cancellation.Token));
        Assert.False(await HasTablesAsync(kind));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task A_migration_is_heard_of_with_its_names_and_its_failure_with_its_code(string kind)
    {
        var refuses = true;
        using var observed = new Observed("psa.outcome", value: null);
        var services = new ServiceCollection().AddPsa().AddSingleton<ILogger<SqliteStore>>(observed.Logger<SqliteStore>()).AddSingleton<ILogger<PostgreSqlStore>>(observed.Logger<PostgreSqlStore>());
        MigrationOptions options = new() { Before = (_, _) => refuses ? throw new IOException("no room") : ValueTask.CompletedTask };
        await using var provider = (kind == Sqlite ? services.UseSqlite($"Data Source={_file.Path};Pooling=false", options) : services.UsePostgreSql(database.ConnectionString, _schema, options)).BuildServiceProvider();
        using var parent = new Activity("test").Start();
        var store = provider.GetRequiredService<IPsaStore>();
        await Assert.ThrowsAsync<StoreException>(async () => await store.MigrateAsync(Ct));
        refuses = false;
        var applied = await store.MigrateAsync(Ct);
        await store.MigrateAsync(Ct);

        // other tests migrate beside this one
        var activities = observed.Of("store.migrate").Where(activity => activity.ParentId == parent.Id).ToList();
        Assert.Equal([StoreErrors.MigrationRefused, "migrated", "up_to_date"], activities.Select(activity => activity.GetTagItem("psa.outcome")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset, ActivityStatusCode.Unset], activities.Select(activity => activity.Status));
        Assert.Equal(string.Join(", ", applied), activities[1].GetTagItem("psa.migrations"));
        Assert.Equal([(102, LogLevel.Warning), (101, LogLevel.Information)], observed.Messages.Select(message => (message.Event.Id, message.Level)));
    }

    [Fact]
    public async Task What_can_not_be_migrated_is_refused_in_our_words_and_heard_of()
    {
        await File.WriteAllTextAsync(_file.Path, string.Concat(Enumerable.Repeat("customer;amount\n", 500)), Ct);
        using var observed = new Observed("psa.outcome", StoreErrors.NotOurs);
        using var store = new SqliteStore(_file.Path, logger: observed.Logger<SqliteStore>());
        Assert.Equal(StoreErrors.NotOurs, (await Assert.ThrowsAsync<StoreException>(async () => await store.MigrateAsync(Ct))).Code);
        Assert.Equal(StoreErrors.NotOurs, (await Assert.ThrowsAsync<StoreException>(async () => await store.PendingMigrationsAsync(Ct))).Code);
        Assert.Equal((103, LogLevel.Error), (Assert.Single(observed.Messages).Event.Id, observed.Messages[0].Level));
        using var server = new PostgreSqlStore("Host=127.0.0.1;Port=1;Username=psa;Database=x");
        Assert.Equal(StoreErrors.Unavailable, (await Assert.ThrowsAsync<StoreException>(async () => await server.MigrateAsync(Ct))).Code);
        Assert.Equal(StoreErrors.Unavailable, (await Assert.ThrowsAsync<StoreException>(async () => await server.PendingMigrationsAsync(Ct))).Code);
    }

    [Fact]
    public async Task A_file_can_be_copied_before_it_is_migrated()
    {
        await ExecuteAsync("CREATE TABLE mine (x); INSERT INTO mine VALUES (4711)");
        var copy = Path.Combine(_file.Folder, "copy.db");
        using var store = new SqliteStore(_file.Path, new() { Before = async (_, _) => await ExecuteAsync($"VACUUM INTO '{copy}'") });
        await store.MigrateAsync(Ct);
        using var backup = new SqliteConnection($"Data Source={copy};Pooling=false");
        await backup.OpenAsync(Ct);
        using var command = new SqliteCommand("SELECT group_concat(name) FROM sqlite_schema", backup);
        Assert.Equal("mine", await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task A_hosts_transaction_says_what_is_pending_and_makes_nothing()
    {
        await ExecuteAsync("CREATE TABLE mine (x)");
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=false");
        await connection.OpenAsync(Ct);
        using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(Ct);
        using var store = new SqliteStore(() => transaction);
        Assert.NotEmpty(await store.PendingMigrationsAsync(Ct));
        Assert.Equal(StoreErrors.HostTransaction, (await Assert.ThrowsAsync<StoreException>(async () => await store.MigrateAsync(Ct))).Code);
        await using var npgsql = new NpgsqlConnection(database.ConnectionString);
        await npgsql.OpenAsync(Ct);
        await using var other = await npgsql.BeginTransactionAsync(Ct);
        using var second = new PostgreSqlStore(() => other, _schema);
        Assert.NotEmpty(await second.PendingMigrationsAsync(Ct));
        Assert.Equal(StoreErrors.HostTransaction, (await Assert.ThrowsAsync<StoreException>(async () => await second.MigrateAsync(Ct))).Code);
    }

    [Fact]
    public async Task A_store_without_migrations_lacks_none()
    {
        IPsaStore store = new Records.InMemoryStore();
        Assert.Empty(await store.PendingMigrationsAsync(Ct));
        Assert.Empty(await store.MigrateAsync(Ct));
    }

    private ServiceProvider Provider(string kind, MigrationOptions? migrations = null)
    {
        var services = new ServiceCollection().AddPsa();
        return (kind == Sqlite ? services.UseSqlite($"Data Source={_file.Path};Pooling=false", migrations) : services.UsePostgreSql(database.ConnectionString, _schema, migrations)).BuildServiceProvider();
    }

    private async Task<bool> HasTablesAsync(string kind)
    {
        if (kind == PostgreSql)
        {
            return await PostgreSqlServer.ExecuteAsync(database.ConnectionString, $"SELECT count(*) FROM information_schema.schemata WHERE schema_name = '{_schema}'") is not 0L;
        }

        return File.Exists(_file.Path) && await ExecuteAsync("SELECT count(*) FROM sqlite_schema") is not 0L;
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=false");
        await connection.OpenAsync(Ct);
#pragma warning disable CA2100 // the test's own
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Ct);
    }

    private async Task AddAsync(IPsaStore store)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Events.Append(Some.Event(_tenant, 1));
        await session.CommitAsync(Ct);
    }
}

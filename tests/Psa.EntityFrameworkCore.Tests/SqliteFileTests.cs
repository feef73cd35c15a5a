using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Numbering;
using Psa.Records;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What a file can be, and what other processes do to it meanwhile.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly TenantId _tenant = Some.Tenant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_store_is_made_on_first_use_and_found_again()
    {
        using (var store = new SqliteStore(_file.Path))
        {
            Assert.False(File.Exists(_file.Path));
            await AddAsync(store, 1);
        }

        Assert.Equal([_file.Path], Directory.GetFiles(_file.Folder));
        using var again = new SqliteStore($"Data Source={_file.Path};Default Timeout=5");
        Assert.Equal(1, await CountAsync(again));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(_file.Path, [], Ct);
        using var store = new SqliteStore(_file.Path);
        await AddAsync(store, 1);
        Assert.Equal(1, await CountAsync(store));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory;Cache=Shared")]
    public void What_names_no_file_is_refused(string path) => Assert.Throws<ArgumentException>(() => new SqliteStore(path));

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("customer;amount\n", 500)));
        await File.WriteAllBytesAsync(_file.Path, content, Ct);
        await RefusedAsync(StoreErrors.NotOurs);
        Assert.Equal(content, await File.ReadAllBytesAsync(_file.Path, Ct));
        Assert.Equal([_file.Path], Directory.GetFiles(_file.Folder));
    }

    [Theory]
    [InlineData("DELETE", "CREATE TABLE psa_customer (id); INSERT INTO psa_customer VALUES (1)")]
    [InlineData("WAL", "CREATE TABLE psa_customer (id); INSERT INTO psa_customer VALUES (1)")]
    [InlineData("DELETE", "CREATE TABLE psa_migration (x)")]
    [InlineData("DELETE", "CREATE TABLE mine (x); CREATE INDEX ix_psa_customer_by_number ON mine (x)")]
    public async Task A_file_with_a_table_that_is_called_as_one_of_ours_is_refused_and_left_as_it_is(string journal, string theirs)
    {
        Execute($"PRAGMA journal_mode = {journal}; {theirs}");
        var content = await File.ReadAllBytesAsync(_file.Path, Ct);
        await RefusedAsync(StoreErrors.NotOurs);
        Assert.Equal(content, await File.ReadAllBytesAsync(_file.Path, Ct));
        Assert.Equal([_file.Path], Directory.GetFiles(_file.Folder));
    }

    [Theory]
    [InlineData("DELETE", 0)]
    [InlineData("WAL", 0)]
    [InlineData("DELETE", 4711)]
    public async Task Our_tables_stand_beside_those_of_a_host_in_its_file(string journal, int applicationId)
    {
        Execute($"PRAGMA journal_mode = {journal}; PRAGMA application_id = {applicationId}; PRAGMA user_version = 99; CREATE TABLE customer (id); INSERT INTO customer VALUES (1)");
        for (var time = 1; time <= 2; time++)
        {
            using var store = new SqliteStore(_file.Path);
            await AddAsync(store, time);
            Assert.Equal(time, await CountAsync(store));
        }

        Assert.Equal((long)applicationId, Execute("PRAGMA application_id"));
        Assert.Equal(99L, Execute("PRAGMA user_version"));
        Assert.Equal(1L, Execute("SELECT count(*) FROM customer"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using (var store = new SqliteStore(_file.Path))
        {
            await AddAsync(store, 1);
        }

        Execute("INSERT INTO psa_migration VALUES ('99990101000000_News', '99.0'); CREATE TABLE psa_news (id)");
        await RefusedAsync(StoreErrors.Newer);
        Assert.Equal(2L, Execute("SELECT count(*) FROM psa_migration"));
        Assert.Equal(1L, Execute("SELECT count(*) FROM psa_customer"));
    }

    [Fact]
    public async Task What_a_host_and_we_write_in_its_transaction_is_committed_or_rolled_back_together()
    {
        await SqliteStore.MigrateAsync(_file.Path, Ct);
        Execute("CREATE TABLE visit (id)");
        foreach (var (commits, n) in new[] { (true, 1), (false, 2) })
        {
            await using var connection = await ConnectAsync();
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(Ct);
            using var store = new SqliteStore(() => transaction);
            Assert.True(store.IsInHostTransaction);
            await AddAsync(store, n);
            await using (var visit = connection.CreateCommand())
            {
                visit.CommandText = "INSERT INTO visit VALUES (1)";
                visit.Transaction = transaction;
                await visit.ExecuteNonQueryAsync(Ct);
            }

            // the host's own rows and ours are seen by whoever asks in the same transaction
            Assert.Equal(n, await CountAsync(store));
            await (commits ? transaction.CommitAsync(Ct) : transaction.RollbackAsync(Ct));
        }

        Assert.Equal(1L, Execute("SELECT count(*) FROM visit"));
        using var own = new SqliteStore(_file.Path);
        Assert.Equal(1, await CountAsync(own));
        Assert.False(own.IsInHostTransaction);
    }

    [Fact]
    public async Task In_a_hosts_transaction_a_stream_does_not_see_what_is_written_meanwhile()
    {
        await SqliteStore.MigrateAsync(_file.Path, Ct);
        await using var connection = await ConnectAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(Ct);
        using var store = new SqliteStore(() => transaction);
        for (var n = 1; n <= 3; n++)
        {
            await AddAsync(store, n);
        }

        await using var session = await store.OpenAsync(_tenant, Ct);
        var seen = 0;
        await foreach (var customer in session.Of<Customer>().QueryAsync(RecordType<Customer>.All, Ct))
        {
            seen++;
            session.Of<Customer>().Add(Some.Customer(_tenant, 10 + seen));
            await session.CommitAsync(Ct);
        }

        Assert.Equal((3, 6L), (seen, await CountAsync(store)));
    }

    [Fact]
    public async Task A_conflict_in_a_hosts_transaction_leaves_nothing_of_ours_and_all_of_the_hosts()
    {
        await SqliteStore.MigrateAsync(_file.Path, Ct);
        await using var connection = await ConnectAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(Ct);
        using var store = new SqliteStore(() => transaction);
        await AddAsync(store, 1);
        await using (var session = await store.OpenAsync(_tenant, Ct))
        {
            session.Of<Customer>().Add(Some.Customer(_tenant, 2));
            session.Of<Customer>().Add(Some.Customer(_tenant, 3) with { Number = "C1" });
            Assert.Equal(StoreErrors.Duplicate, (await Assert.ThrowsAsync<RuleViolationException>(async () => await session.CommitAsync(Ct))).Code);
        }

        Assert.Equal(1, await CountAsync(store));
        await transaction.CommitAsync(Ct);
        using var own = new SqliteStore(_file.Path);
        Assert.Equal(1, await CountAsync(own));
    }

    [Fact]
    public async Task A_hosts_transaction_on_a_file_without_our_tables_is_refused()
    {
        await using var connection = await ConnectAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(Ct);
        using var store = new SqliteStore(() => transaction);
        Assert.Equal(StoreErrors.NotReady, (await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(_tenant, Ct))).Code);
    }

    [Fact]
    public async Task A_store_in_a_folder_that_does_not_exist_is_unavailable()
    {
        using var store = new SqliteStore(Path.Combine(_file.Folder, "missing", "psa.db"));
        Assert.Equal(StoreErrors.Unavailable, (await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(_tenant, Ct))).Code);
    }

    [Fact]
    public async Task A_lock_of_another_process_stops_commits_but_not_readers()
    {
        using var store = new SqliteStore($"Data Source={_file.Path};Default Timeout=1");
        await AddAsync(store, 1);
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Some.Customer(_tenant, 2));
        await using (var other = await ConnectAsync())
        {
            await using var transaction = await other.BeginTransactionAsync(Ct);
            Assert.Equal(StoreErrors.Locked, (await Assert.ThrowsAsync<StoreException>(async () => await session.CommitAsync(Ct))).Code);
            Assert.Equal(1, await CountAsync(store));
        }

        // nothing of what was staged is lost: the same commit goes through once the lock is gone
        await session.CommitAsync(Ct);
        Assert.Equal(2, await CountAsync(store));
    }

    [Fact]
    public async Task A_commit_waits_for_a_lock_that_ends_in_time()
    {
        using var store = new SqliteStore(_file.Path);
        await AddAsync(store, 1);
        await using var other = await ConnectAsync();
        await using var transaction = await other.BeginTransactionAsync(Ct);
#pragma warning disable CA2025 // it is awaited below
        var adding = Task.Run(() => AddAsync(store, 2), Ct);
#pragma warning restore CA2025
        await Task.Delay(200, Ct);
        Assert.False(adding.IsCompleted);
        await transaction.RollbackAsync(Ct);
        await adding;
        Assert.Equal(2, await CountAsync(store));
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_of_a_commit_leaves_nothing_of_it_and_all_before_it()
    {
        using var store = new SqliteStore(_file.Path);
        await AddAsync(store, 1);
        await using var dying = await ConnectAsync();
        await using var transaction = await dying.BeginTransactionAsync(Ct);
        await using (var command = dying.CreateCommand())
        {
            // a small cache makes SQLite write half-done pages to the log before the commit
            command.CommandText = """
                PRAGMA cache_size = 5;
                DELETE FROM psa_customer;
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO psa_event (tenant, sequence, at, actor, actor_name, kind, record_kind, record_id, whole_id, data) SELECT x'00', i, 0, '', '', '', '', x'00', x'00', '' FROM n;
                """;
            await command.ExecuteNonQueryAsync(Ct);
        }

        // the files as they are now are what a killed process leaves
        using var left = new StoreFile();
        foreach (var file in Directory.GetFiles(_file.Folder).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(left.Folder, Path.GetFileName(file)));
        }

        Assert.True(new FileInfo(left.Path + "-wal").Length > 100_000);
        using var found = new SqliteStore(left.Path);
        Assert.Equal(1, await CountAsync(found));
        Assert.Equal(0L, Execute("SELECT count(*) FROM psa_event", left.Path));
        Assert.Equal("ok", Execute("PRAGMA integrity_check", left.Path));
    }

    [Fact]
    public async Task Many_processes_can_make_the_store_at_once()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => new SqliteStore(_file.Path)).ToList();
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
    public async Task Two_processes_that_count_in_one_record_lose_nothing()
    {
        using var one = new SqliteStore(_file.Path);
        using var two = new SqliteStore(_file.Path);
        var id = Some.Id<NumberSeries>(1);
        await using (var session = await one.OpenAsync(_tenant, Ct))
        {
            session.Of<NumberSeries>().Add(new RandomRecords(1).Entity(_tenant, (Id<NumberSeries>?)id) with { NextNumber = 1 });
            await session.CommitAsync(Ct);
        }

        await Task.WhenAll(Task.Run(() => CountUpAsync(one), Ct), Task.Run(() => CountUpAsync(two), Ct));
        await using var reader = await two.OpenAsync(_tenant, Ct);
        Assert.Equal(101, (await reader.Of<NumberSeries>().FindAsync(id, Ct))!.NextNumber);

        async Task CountUpAsync(SqliteStore store)
        {
            for (var done = 0; done < 50;)
            {
                await using var session = await store.OpenAsync(_tenant, Ct);
                var series = (await session.Of<NumberSeries>().FindAsync(id, Ct))!;
                session.Of<NumberSeries>().Update(series with { NextNumber = series.NextNumber + 1 });
                try
                {
                    await session.CommitAsync(Ct);
                    done++;
                }
                catch (ConcurrencyConflictException)
                {
                    // the other was faster: again
                }
            }
        }
    }

    [Fact]
    public async Task No_number_is_stored_as_a_floating_one()
    {
        using var store = new SqliteStore(_file.Path);
        foreach (var kind in RecordKind.All)
        {
            await kind.SavedEqualsLoadedAsync(store, 1);
        }

        using var connection = await ConnectAsync();
        using var context = SqliteDbContext.On(connection);
        foreach (var entity in context.Model.GetEntityTypes())
        {
            foreach (var column in entity.GetFlattenedProperties())
            {
                Assert.Equal(0L, Execute($"SELECT count(*) FROM \"{entity.GetTableName()}\" WHERE typeof(\"{column.GetColumnName()}\") = 'real'"));
            }
        }
    }

    [Fact]
    public async Task The_last_migration_is_what_the_model_says()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(Ct);
        await using var context = SqliteDbContext.On(connection);
        Assert.False(context.Database.HasPendingModelChanges(), "A stored record has changed: run eng/migration.sh <name>; before the first release eng/migration.sh --initial.");
    }

    [Fact]
    public async Task R51_the_store_that_was_chosen_last_is_used()
    {
        await using var memory = new ServiceCollection().AddPsa().UseSqlite(_file.Path).UseInMemoryStore().BuildServiceProvider();
        Assert.IsType<InMemoryStore>(Assert.Single(memory.GetServices<IPsaStore>()));
        await using var sqlite = new ServiceCollection().AddPsa().UseInMemoryStore().UseSqlite(_file.Path).BuildServiceProvider();
        Assert.IsType<SqliteStore>(Assert.Single(sqlite.GetServices<IPsaStore>()));
        Assert.Same(sqlite.GetRequiredService<IPsaStore>(), sqlite.GetRequiredService<IPsaStore>());
        await using var host = new ServiceCollection().AddPsa().UseSqlite(_file.Path).UseSqlite(static _ => null!).BuildServiceProvider();
        Assert.True(Assert.Single(host.GetServices<IPsaStore>()).IsInHostTransaction);
    }

    private async Task RefusedAsync(string code)
    {
        using var store = new SqliteStore(_file.Path);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(_tenant, Ct))).Code);
        }
    }

    private async Task AddAsync(SqliteStore store, int n)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Some.Customer(_tenant, n));
        await session.CommitAsync(Ct);
    }

    private async Task<long> CountAsync(SqliteStore store)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        return await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct);
    }

    private async Task<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        await connection.OpenAsync(Ct);
        return connection;
    }

    private object? Execute(string sql, string? file = null)
    {
        using var connection = new SqliteConnection($"Data Source={file ?? _file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}

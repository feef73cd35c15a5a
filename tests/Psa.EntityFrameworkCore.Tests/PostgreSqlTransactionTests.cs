using Npgsql;
using Psa.Customers;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What others do while we commit: a host in its own transaction, sessions that stand in each other's way, connections that are lost.</summary>
public sealed class PostgreSqlTransactionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Raise = "RAISE EXCEPTION USING ERRCODE = 'serialization_failure'";
    private const string Die = "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10)";

    private readonly TenantId _tenant = Some.Tenant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_host_and_we_write_in_its_transaction_is_committed_or_rolled_back_together()
    {
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS visit (tenant uuid)");
        foreach (var (commits, n) in new[] { (true, 1), (false, 2) })
        {
            await using var connection = await ConnectAsync();
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            using var store = new PostgreSqlStore(() => transaction);
            Assert.True(store.IsInHostTransaction);
            await AddAsync(store, n);
            await ExecuteAsync(connection, $"INSERT INTO visit VALUES ('{_tenant.Value}')");

            // the host's own rows and ours are seen by whoever asks in the same transaction
            Assert.Equal(n, await CountAsync(store));
            await (commits ? transaction.CommitAsync(Ct) : transaction.RollbackAsync(Ct));
        }

        Assert.Equal(1L, await ExecuteAsync($"SELECT count(*) FROM visit WHERE tenant = '{_tenant.Value}'"));
        using var own = new PostgreSqlStore(database.ConnectionString);
        Assert.Equal(1, await CountAsync(own));
        Assert.False(own.IsInHostTransaction);
    }

    [Fact]
    public async Task A_refusal_in_a_hosts_transaction_leaves_nothing_of_ours_and_all_of_the_hosts()
    {
        using var own = new PostgreSqlStore(database.ConnectionString);
        await AddAsync(own, 9);
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        using var store = new PostgreSqlStore(() => transaction);
        await AddAsync(store, 1);
        await using (var session = await store.OpenAsync(_tenant, Ct))
        {
            session.Of<Customer>().Add(Some.Customer(_tenant, 2));
            session.Of<Customer>().Add(Some.Customer(_tenant, 3) with { Number = "C1" });
            for (var again = 0; again < 2; again++)
            {
                Assert.Equal(StoreErrors.Duplicate, (await Assert.ThrowsAsync<RuleViolationException>(async () => await session.CommitAsync(Ct))).Code);
            }
        }

        await using (var session = await store.OpenAsync(_tenant, Ct))
        {
            session.Of<Customer>().Add(Some.Customer(_tenant, 4));
            session.Of<Customer>().Update(Some.Customer(_tenant, 9) with { Version = 7 });
            Assert.Equal(1, (await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct))).Stored);
        }

        Assert.Equal(2, await CountAsync(store));
        await transaction.CommitAsync(Ct);
        Assert.Equal(2, await CountAsync(own));
    }

    [Fact]
    public async Task A_conflict_of_a_host_that_reads_one_state_of_the_database_goes_to_the_host()
    {
        using var own = new PostgreSqlStore(database.ConnectionString);
        await AddAsync(own, 1);
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Ct);
        using var store = new PostgreSqlStore(() => transaction);
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Update((await session.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct))! with { Name = "host" });
        await using (var faster = await own.OpenAsync(_tenant, Ct))
        {
            faster.Of<Customer>().Update((await faster.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct))! with { Name = "faster" });
            await faster.CommitAsync(Ct);
        }

        var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
        Assert.Equal([Some.Id<Customer>(1).Value], conflict.Ids);
        await ExecuteAsync(connection, "SELECT 1");
    }

    [Fact]
    public async Task A_host_reads_in_its_transaction_while_it_reads()
    {
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        using var store = new PostgreSqlStore(() => transaction);
        await AddAsync(store, 1);
        await AddAsync(store, 2);
        await using var session = await store.OpenAsync(_tenant, Ct);
        await foreach (var customer in session.Of<Customer>().QueryAsync(RecordType<Customer>.All, Ct))
        {
            session.Of<Customer>().Update((await session.Of<Customer>().FindAsync(customer.Id, Ct))! with { Name = "changed" });
            await session.CommitAsync(Ct);
        }

        Assert.All(await session.Of<Customer>().QueryAsync(RecordType<Customer>.All, Ct).ToListAsync(Ct), customer => Assert.Equal("changed", customer.Name));
    }

    [Fact]
    public async Task A_hosts_transaction_without_our_tables_is_refused()
    {
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        using var store = new PostgreSqlStore(() => transaction, "nothing_here");
        Assert.Equal(StoreErrors.NotReady, (await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(_tenant, Ct))).Code);
        await ExecuteAsync(connection, "SELECT 1");
    }

    [Fact]
    public async Task A_commit_that_was_ended_by_a_deadlock_is_done_again()
    {
        // who waits looks once whether it is in a deadlock: by then the other must want what we hold, on a busy machine too
        using var store = new PostgreSqlStore(database.ConnectionString + ";Options=-c deadlock_timeout=2s");
        await using var session = await store.OpenAsync(_tenant, Ct);
        var customer = session.Of<Customer>().Add(Some.Customer(_tenant, 1));
        var item = session.Of<SalesItem>().Add(Some.Item(_tenant, 1));
        await session.CommitAsync(Ct);
        customer = session.Of<Customer>().Update(customer with { Name = "changed" });
        item = session.Of<SalesItem>().Update(item with { Customer = Some.Id<Customer>(2) });

        // the other one holds the item, and wants the customer that we hold
        await using var other = await ConnectAsync();
        await using var transaction = await other.BeginTransactionAsync(Ct);
        await ExecuteAsync(other, $"SET LOCAL deadlock_timeout = '60s'; SELECT 1 FROM psa.sales_item WHERE tenant = '{_tenant.Value}' FOR UPDATE");
        var committing = session.CommitAsync(Ct).AsTask();
        while (await ExecuteAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is 0L)
        {
            await Task.Delay(10, Ct);
        }

        await ExecuteAsync(other, $"SELECT 1 FROM psa.customer WHERE tenant = '{_tenant.Value}' FOR UPDATE");
        Assert.False(committing.IsCompleted);
        await transaction.CommitAsync(Ct);
        await committing;
        Assert.Equal(customer, await session.Of<Customer>().FindAsync(customer.Id, Ct));
        Assert.Equal(item, await session.Of<SalesItem>().FindAsync(item.Id, Ct));
    }

    [Theory]
    [InlineData("again_raise", "", Raise)]
    [InlineData("again_raise_at_commit", "CONSTRAINT", Raise)]
    [InlineData("again_die", "", Die)]
    public async Task What_fails_before_the_commit_is_complete_is_done_again(string schema, string when, string how)
    {
        using var store = await StoreThatFailsAsync(schema, when, how, times: 2);
        await AddAsync(store, 1);
        Assert.Equal(1, await CountAsync(store));
        Assert.Equal(3L, await AttemptsAsync(schema));
    }

    [Fact]
    public async Task What_goes_on_failing_is_a_conflict()
    {
        using var store = await StoreThatFailsAsync("goes_on", string.Empty, Raise, times: 99);
        var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => AddAsync(store, 1));
        Assert.Equal((nameof(Customer), 0, null), (conflict.Kind, conflict.Expected, conflict.Stored));
        Assert.Equal([Some.Id<Customer>(1).Value], conflict.Ids);
        Assert.Equal(5L, await AttemptsAsync("goes_on"));
        Assert.Equal(0, await CountAsync(store));
    }

    [Fact]
    public async Task A_connection_that_goes_on_being_lost_is_unavailable()
    {
        using var store = await StoreThatFailsAsync("goes_on_dying", string.Empty, Die, times: 99);
        Assert.Equal(StoreErrors.Unavailable, (await Assert.ThrowsAsync<StoreException>(() => AddAsync(store, 1))).Code);
        Assert.Equal(5L, await AttemptsAsync("goes_on_dying"));
    }

    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_of_the_commit_is_not_taken_for_anything()
    {
        using var store = await StoreThatFailsAsync("lost", "CONSTRAINT", Die, times: 1);
        Assert.Equal(StoreErrors.Unavailable, (await Assert.ThrowsAsync<StoreException>(() => AddAsync(store, 1))).Code);
        Assert.Equal(1L, await AttemptsAsync("lost"));
    }

    [Fact]
    public async Task A_session_whose_connection_was_lost_goes_on_with_another()
    {
        using var store = new PostgreSqlStore(database.ConnectionString + ";Application Name=lost_sessions");
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Some.Customer(_tenant, 1));
        await EndConnectionsAsync();
        await session.CommitAsync(Ct);
        await EndConnectionsAsync();
        Assert.NotNull(await session.Of<Customer>().FindAsync(Some.Id<Customer>(1), Ct));
        await EndConnectionsAsync();
        Assert.Single(await session.Of<Customer>().QueryAsync(RecordType<Customer>.All, Ct).ToListAsync(Ct));
        session.Of<Customer>().Add(Some.Customer(_tenant, 2));
        await session.CommitAsync(Ct);
        Assert.Equal(2, await CountAsync(store));
    }

    private Task<object?> EndConnectionsAsync() => ExecuteAsync("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE application_name = 'lost_sessions'");

    /// <summary>Makes a store in which the first insertions of a customer fail.</summary>
    private async Task<PostgreSqlStore> StoreThatFailsAsync(string schema, string when, string how, int times)
    {
        await PostgreSqlStore.MigrateAsync(database.ConnectionString, schema, Ct);
        await ExecuteAsync(
            $"""
            CREATE SEQUENCE {schema}.attempts;
            CREATE FUNCTION {schema}.fail() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF nextval('{schema}.attempts') <= {times} THEN {how}; END IF; RETURN NEW; END $$;
            CREATE {when} TRIGGER fail AFTER INSERT ON {schema}.customer {(when.Length == 0 ? string.Empty : "DEFERRABLE INITIALLY DEFERRED")}
            FOR EACH ROW EXECUTE FUNCTION {schema}.fail()
            """);
        return new(database.ConnectionString, schema);
    }

    private async Task<object?> AttemptsAsync(string schema) => await ExecuteAsync($"SELECT last_value FROM {schema}.attempts");

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

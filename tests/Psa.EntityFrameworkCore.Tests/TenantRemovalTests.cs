using Psa.Customers;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>A tenant that is deleted from a database: in parts, between which others work and nobody works in the tenant, however it is interrupted.</summary>
public sealed class TenantRemovalTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private const string Sqlite = "sqlite";
    private const string PostgreSql = "postgresql";
    private const int Many = 7000;

    private readonly StoreFile _file = new();
    private readonly TenantId _tenant = Some.Tenant();
    private readonly TenantId _other = Some.Tenant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task Between_the_parts_others_commit_and_nobody_in_the_tenant_and_another_process_goes_on(string kind)
    {
        await using (var opened = Open(kind))
        {
            await FillAsync(opened.Store);
            Assert.InRange(await opened.Store.RemoveTenantAsync(_tenant, Ct), 1, Many - 1);
        }

        // the process has ended in the middle
        await using var another = Open(kind);
        var (store, removed) = (another.Store, 0L);
        await RefusedAsync(store);
        await AppendAsync(store, _other);
        Assert.Equal(8, await EventsAsync(store, _other));
        while (await store.RemoveTenantAsync(_tenant, Ct) is > 0 and var part)
        {
            removed += part;
            await RefusedAsync(store);
        }

        Assert.NotEqual(0, removed);
        Assert.Equal(0, await EventsAsync(store, _tenant));
        Assert.Equal(8, await EventsAsync(store, _other));
        await AppendAsync(store, _tenant);
        Assert.Equal(1, await EventsAsync(store, _tenant));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(PostgreSql)]
    public async Task Several_that_delete_a_tenant_in_which_others_work_leave_nothing_of_what_was_committed_before(string kind)
    {
        await using var opened = Open(kind);
        var store = opened.Store;
        await FillAsync(store);
        await Task.WhenAll(
            Task.Run(() => RemoveAllAsync(store), Ct),
            Task.Run(() => RemoveAllAsync(store), Ct),
            Task.Run(() => ChangeAllAsync(store), Ct));
        await RemoveAllAsync(store);
        Assert.Equal(0, await EventsAsync(store, _tenant));
        await using var session = await store.OpenAsync(_tenant, Ct);
        Assert.Equal(0, await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
        Assert.Equal(7, await EventsAsync(store, _other));
    }

    [Fact]
    public async Task A_hosts_transaction_deletes_no_tenant_and_a_refusal_in_it_leaves_nothing_of_ours()
    {
        await using var opened = Open(PostgreSql);
        await FillAsync(opened.Store);
        await opened.Store.RemoveTenantAsync(_tenant, Ct);
        await using var connection = new Npgsql.NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        using var hosted = new PostgreSqlStore(() => transaction);
        Assert.Equal(StoreErrors.HostTransaction, (await Assert.ThrowsAsync<StoreException>(async () => await hosted.RemoveTenantAsync(_tenant, Ct))).Code);
        await RefusedAsync(hosted);
        await AppendAsync(hosted, _other);
        await transaction.CommitAsync(Ct);
        Assert.Equal(8, await EventsAsync(opened.Store, _other));
        while (await opened.Store.RemoveTenantAsync(_tenant, Ct) > 0)
        {
        }

        await using var session = await opened.Store.OpenAsync(_tenant, Ct);
        Assert.Equal(0, await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
    }

    private async Task RemoveAllAsync(IPsaStore store)
    {
        while (await store.RemoveTenantAsync(_tenant, Ct) > 0)
        {
        }
    }

    // somebody who goes on working: whatever meets the end of the tenant is refused in our words
    private async Task ChangeAllAsync(IPsaStore store)
    {
        for (var n = 1; n <= 200; n++)
        {
            try
            {
                await using var session = await store.OpenAsync(_tenant, Ct);
                if (await session.Of<Customer>().FindAsync(Some.Id<Customer>(n), Ct) is { } customer)
                {
                    session.Of<Customer>().Update(customer);
                    await session.CommitAsync(Ct);
                }
            }
            catch (ConcurrencyConflictException)
            {
                // it is gone
            }
        }
    }

    private async Task RefusedAsync(IPsaStore store)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Some.Customer(_tenant, Many + 1));
        session.Events.Append(Some.Event(_tenant, 1));
        Assert.Equal(StoreErrors.TenantRemoval, (await Assert.ThrowsAsync<StoreException>(async () => await session.CommitAsync(Ct))).Code);
    }

    private async Task FillAsync(IPsaStore store)
    {
        await using (var session = await store.OpenAsync(_tenant, Ct))
        {
            for (var n = 1; n <= Many; n++)
            {
                session.Of<Customer>().Add(Some.Customer(_tenant, n));
                session.Events.Append(Some.Event(_tenant, n));
            }

            await session.CommitAsync(Ct);
        }

        for (var n = 1; n <= 7; n++)
        {
            await AppendAsync(store, _other);
        }
    }

    private static async Task AppendAsync(IPsaStore store, TenantId tenant)
    {
        await using var session = await store.OpenAsync(tenant, Ct);
        session.Events.Append(Some.Event(tenant, 1));
        await session.CommitAsync(Ct);
    }

    private static async Task<int> EventsAsync(IPsaStore store, TenantId tenant)
    {
        await using var session = await store.OpenAsync(tenant, Ct);
        return await session.Events.ReadAfterAsync(0, cancellationToken: Ct).CountAsync(Ct);
    }

    private Opened Open(string kind) => new(kind == Sqlite ? new SqliteStore(_file.Path) : new PostgreSqlStore(database.ConnectionString));

    private sealed record Opened(IPsaStore Store) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            ((IDisposable)Store).Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

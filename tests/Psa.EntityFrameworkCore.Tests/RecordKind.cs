using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using Psa.Usage;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What must hold for every kind of record is tested once and run for each.</summary>
public abstract class RecordKind
{
    public static readonly IReadOnlyList<RecordKind> All =
    [
        new RecordKind<Customer>(s => s.Customers, (s, _) => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(int.MaxValue))),
        new RecordKind<Product>(s => s.Products, (s, _) => s.Of<Product>().QueryAsync(RecordType<Product>.All)),
        new RecordKind<PriceList>(s => s.PriceLists, (s, _) => s.Of<PriceList>().QueryAsync(RecordType<PriceList>.All)),
        new RecordKind<TaxTable>(s => s.TaxTables, (s, _) => s.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All)),
        new RecordKind<Contract>(s => s.Contracts, (s, _) => s.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(Everybody))),
        new RecordKind<ContractPart>(s => s.ContractParts, (s, _) => s.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(Everybody))),
        new RecordKind<UsageRecord>(s => s.Usage, (s, _) => s.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(Everybody, new(1, 1, 1), new(9999, 12, 31)))),
        new RecordKind<SalesItem>(s => s.SalesItems, (s, e) => s.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(Everybody, e.Status, new(9999, 12, 31)))),
        new RecordKind<Invoice>(s => s.Invoices, (s, e) => s.Of<Invoice>().QueryAsync(InvoiceRecords.OfDate(e.BillingEntity, e.IssueDate))),
        new RecordKind<BillingEntity>(s => s.BillingEntities, (s, _) => s.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All)),
        new RecordKind<NumberSeries>(s => s.NumberSeries, (s, e) => s.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.OfEntity(e.BillingEntity))),
        new RecordKind<PartLedger>(s => s.PartLedgers, (s, _) => s.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(Everybody))),
        new RecordKind<BillingRun>(s => s.BillingRuns, (s, e) => s.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(e.BillingEntity).Take(int.MaxValue))),
        new RecordKind<RunPartition>(s => s.RunPartitions, (s, e) => s.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(e.Run))),
        new RecordKind<RunObstacle>(s => s.RunObstacles, (s, e) => s.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(e.Run))),
    ];

    private static IdRange<Customer> Everybody => new(default, new(Guid.AllBitsSet));

    public abstract string Name { get; }

    public static RecordKind Named(string name) => All.Single(k => k.Name == name);

    public abstract Task SavedEqualsLoadedAsync(IPsaStore store, int seed);

    public abstract Task OtherTenantsSeeNothingAsync(IPsaStore store);

    public abstract Task VersionsDecideAsync(IPsaStore store);

    public abstract Task FindSeesWhatIsStagedAndQueriesDoNotAsync(IPsaStore store);
}

public sealed class RecordKind<T>(Func<IPsaSession, IRepository<T>> repository, Func<IPsaSession, T, IAsyncEnumerable<T>> query) : RecordKind
    where T : class, IEntity<T>
{
    public override string Name => typeof(T).Name;

    public override async Task SavedEqualsLoadedAsync(IPsaStore store, int seed)
    {
        var (random, tenant) = (new RandomRecords(seed), Some.Tenant());
        await using var session = await store.OpenAsync(tenant);
        var first = repository(session).Add(random.Entity<T>(tenant));
        await session.CommitAsync();
        Assert.Equal(first, await repository(session).FindAsync(first.Id));
        Assert.Equal([first], await query(session, first).ToListAsync());

        // a changed record is another one in every property
        var second = repository(session).Update(Versioned(random.Entity(tenant, (Id<T>?)first.Id), 1));
        await session.CommitAsync();
        await using var other = await store.OpenAsync(tenant);
        Assert.Equal(second, await repository(other).FindAsync(first.Id));
        Assert.Equal([second], await query(other, second).ToListAsync());
        Assert.Equal(2, second.Version);
    }

    public override async Task OtherTenantsSeeNothingAsync(IPsaStore store)
    {
        var (random, mine, theirs) = (new RandomRecords(7), Some.Tenant(), Some.Tenant());
        var stored = await AddAsync(store, random.Entity<T>(mine));
        await using var session = await store.OpenAsync(theirs);
        Assert.Null(await repository(session).FindAsync(stored.Id));
        Assert.Empty(await query(session, stored).ToListAsync());
        Assert.Throws<ArgumentException>(() => repository(session).Add(random.Entity<T>(mine)));
        Assert.Throws<ArgumentException>(() => repository(session).AddRange([random.Entity<T>(mine)]));
        Assert.Throws<ArgumentException>(() => repository(session).Update(stored));
        Assert.Throws<ArgumentException>(() => repository(session).UpdateRange([stored]));
        Assert.Throws<ArgumentException>(() => repository(session).Remove(stored));

        // not even the existence of an id shows: the same one is free here, and what isn't here can't be changed or removed
        repository(session).Update(Versioned(random.Entity(theirs, (Id<T>?)stored.Id), 1));
        Assert.Null((await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync())).Stored);
        var same = await AddAsync(store, random.Entity(theirs, (Id<T>?)stored.Id));
        await using var remover = await store.OpenAsync(theirs);
        repository(remover).Remove(same);
        await remover.CommitAsync();
        await using var owner = await store.OpenAsync(mine);
        Assert.Equal(stored, await repository(owner).FindAsync(stored.Id));
        Assert.Equal([stored], await query(owner, stored).ToListAsync());
    }

    public override async Task VersionsDecideAsync(IPsaStore store)
    {
        var (random, tenant) = (new RandomRecords(11), Some.Tenant());
        var first = await AddAsync(store, random.Entity<T>(tenant));
        Assert.Equal(1, first.Version);

        await RefusedAsync(r => r.Add(random.Entity(tenant, (Id<T>?)first.Id)), expected: 0, stored: 1);
        await using (var session = await store.OpenAsync(tenant))
        {
            Assert.Equal(2, repository(session).Update(first).Version);
            await session.CommitAsync();
        }

        await RefusedAsync(r => r.Update(first), expected: 1, stored: 2);
        await RefusedAsync(r => r.UpdateRange([first]), expected: 1, stored: 2);
        await RefusedAsync(r => r.Remove(first), expected: 1, stored: 2);
        await using (var session = await store.OpenAsync(tenant))
        {
            repository(session).Remove(Versioned(first, 2));
            await session.CommitAsync();
            Assert.Null(await repository(session).FindAsync(first.Id));
            Assert.Empty(await query(session, first).ToListAsync());
        }

        await RefusedAsync(r => r.Update(Versioned(first, 2)), expected: 2, stored: null);
        await RefusedAsync(r => r.Remove(Versioned(first, 2)), expected: 2, stored: null);

        async Task RefusedAsync(Action<IRepository<T>> stage, long expected, long? stored)
        {
            await using var session = await store.OpenAsync(tenant);
            stage(repository(session));
            var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync());
            Assert.Equal((PsaErrors.Conflict, typeof(T).Name, expected, stored), (conflict.Code, conflict.Kind, conflict.Expected, conflict.Stored));
            Assert.Equal([first.Id.Value], conflict.Ids);
        }
    }

    public override async Task FindSeesWhatIsStagedAndQueriesDoNotAsync(IPsaStore store)
    {
        var (random, tenant) = (new RandomRecords(13), Some.Tenant());
        await using var session = await store.OpenAsync(tenant);
        var added = repository(session).Add(random.Entity<T>(tenant));
        Assert.Same(added, await repository(session).FindAsync(added.Id));
        Assert.Empty(await query(session, added).ToListAsync());
        await session.CommitAsync();

        var changed = repository(session).Update(Versioned(random.Entity(tenant, (Id<T>?)added.Id), 1));
        Assert.Same(changed, await repository(session).FindAsync(added.Id));
        Assert.Equal([added], await query(session, added).ToListAsync());
        await session.CommitAsync();

        repository(session).Remove(changed);
        Assert.Null(await repository(session).FindAsync(added.Id));
        Assert.Equal([changed], await query(session, changed).ToListAsync());
        await session.CommitAsync();
        Assert.Empty(await query(session, changed).ToListAsync());
    }

    private static T Versioned(T record, long version)
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(record, null)!;
        typeof(T).GetProperty(nameof(IEntity<>.Version))!.SetValue(copy, version);
        return copy;
    }

    private async Task<T> AddAsync(IPsaStore store, T record)
    {
        await using var session = await store.OpenAsync(record.Tenant);
        var stored = repository(session).Add(record);
        await session.CommitAsync();
        return stored;
    }
}

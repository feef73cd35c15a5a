using NodaTime;
using Psa.Storage;

namespace Psa.TestKit;

/// <summary>The promises about one record at a time.</summary>
internal sealed partial class RecordKind<T>(RecordType<T> type) : RecordKind
    where T : class, IEntity<T>
{
    // the character that ends text in C, and the halves of one that takes two
    private static readonly string[] BadTexts = ["\0", "\uD83D", "\uDCB6", "\uDCB6\uD83D"];

    internal override RecordType Type => type;

    internal override bool IsKept(IPsaSession session)
    {
        try
        {
            return session.Of<T>() is not null;
        }
        catch (StoreException e) when (e.Code == StoreErrors.RecordNotSupported)
        {
            return false;
        }
    }

    internal override ValueTask<long> CountAsync(IPsaSession session) => session.Of<T>().CountAsync(RecordType<T>.All);

    internal override async Task SavedEqualsLoadedAsync(IPsaStore store, int seed)
    {
        var (random, tenant) = (new RandomRecords(seed), Some.Tenant());
        await using var session = await store.OpenAsync(tenant);
        var first = session.Of<T>().Add(random.Entity<T>(tenant));
        await session.CommitAsync();
        Assert.Equal(first, await session.Of<T>().FindAsync(first.Id));
        Assert.Equal([first], await AllAsync(session));

        // a changed record is another one in every property
        var second = session.Of<T>().Update(type.WithVersion(random.Entity(tenant, (Id<T>?)first.Id), 1));
        await session.CommitAsync();
        await using var other = await store.OpenAsync(tenant);
        Assert.Equal(second, await other.Of<T>().FindAsync(first.Id));
        Assert.Equal([second], await AllAsync(other));
        Assert.Equal(2, second.Version);
    }

    internal override async Task OtherTenantsSeeNothingAsync(IPsaStore store)
    {
        var (random, mine, theirs) = (new RandomRecords(7), Some.Tenant(), Some.Tenant());
        var stored = await AddAsync(store, random.Entity<T>(mine));
        await using var session = await store.OpenAsync(theirs);
        Assert.Null(await session.Of<T>().FindAsync(stored.Id));
        Assert.Empty(await AllAsync(session));
        Assert.Equal(0, await session.Of<T>().CountAsync(RecordType<T>.All));
        Assert.Throws<ArgumentException>(() => session.Of<T>().Add(random.Entity<T>(mine)));
        Assert.Throws<ArgumentException>(() => session.Of<T>().Update(stored));
        Assert.Throws<ArgumentException>(() => session.Of<T>().Remove(stored));

        // not even the existence of an id shows: the same one is free here, and what isn't here can't be changed or removed
        session.Of<T>().Update(type.WithVersion(random.Entity(theirs, (Id<T>?)stored.Id), 1));
        Assert.Null((await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync())).Stored);
        var same = await AddAsync(store, random.Entity(theirs, (Id<T>?)stored.Id));
        await using var remover = await store.OpenAsync(theirs);
        remover.Of<T>().Remove(same);
        await remover.CommitAsync();
        await using var owner = await store.OpenAsync(mine);
        Assert.Equal(stored, await owner.Of<T>().FindAsync(stored.Id));
        Assert.Equal([stored], await AllAsync(owner));
    }

    internal override async Task VersionsDecideAsync(IPsaStore store)
    {
        var (random, tenant) = (new RandomRecords(11), Some.Tenant());
        var first = await AddAsync(store, random.Entity<T>(tenant));
        Assert.Equal(1, first.Version);

        await RefusedAsync(r => r.Add(random.Entity(tenant, (Id<T>?)first.Id)), expected: 0, stored: 1);
        await using (var session = await store.OpenAsync(tenant))
        {
            Assert.Equal(2, session.Of<T>().Update(first).Version);
            await session.CommitAsync();
        }

        await RefusedAsync(r => r.Update(first), expected: 1, stored: 2);
        await RefusedAsync(r => r.Update(type.WithVersion(first, 3)), expected: 3, stored: 2);
        await RefusedAsync(r => r.Remove(first), expected: 1, stored: 2);
        await using (var session = await store.OpenAsync(tenant))
        {
            session.Of<T>().Remove(type.WithVersion(first, 2));
            await session.CommitAsync();
            Assert.Null(await session.Of<T>().FindAsync(first.Id));
            Assert.Empty(await AllAsync(session));
        }

        await RefusedAsync(r => r.Update(type.WithVersion(first, 2)), expected: 2, stored: null);
        await RefusedAsync(r => r.Remove(type.WithVersion(first, 2)), expected: 2, stored: null);

        async Task RefusedAsync(Action<IRepository<T>> stage, long expected, long? stored)
        {
            await using var session = await store.OpenAsync(tenant);
            stage(session.Of<T>());
            var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync());
            Assert.Equal((PsaErrors.Conflict, typeof(T).Name, expected, stored), (conflict.Code, conflict.Kind, conflict.Expected, conflict.Stored));
            Assert.Equal([first.Id.Value], conflict.Ids);
        }
    }

    internal override async Task FindSeesWhatIsStagedAndQueriesDoNotAsync(IPsaStore store)
    {
        var (random, tenant) = (new RandomRecords(13), Some.Tenant());
        await using var session = await store.OpenAsync(tenant);
        var added = session.Of<T>().Add(random.Entity<T>(tenant));
        Assert.Same(session.Of<T>(), session.Of<T>());
        Assert.Same(added, await session.Of<T>().FindAsync(added.Id));
        Assert.Empty(await AllAsync(session));
        Assert.Equal(0, await session.Of<T>().CountAsync(RecordType<T>.All));
        await session.CommitAsync();

        var changed = session.Of<T>().Update(type.WithVersion(random.Entity(tenant, (Id<T>?)added.Id), 1));
        Assert.Same(changed, await session.Of<T>().FindAsync(added.Id));
        Assert.Equal([added], await AllAsync(session));
        await session.CommitAsync();

        session.Of<T>().Remove(changed);
        Assert.Null(await session.Of<T>().FindAsync(added.Id));
        Assert.Equal([changed], await AllAsync(session));
        Assert.Equal(1, await session.Of<T>().CountAsync(RecordType<T>.All));
        await session.CommitAsync();
        Assert.Empty(await AllAsync(session));
    }

    internal override async Task MomentsAreCutAsync(IPsaStore store, int seed)
    {
        var (random, tenant) = (new RandomRecords(seed) { IsFull = true }, Some.Tenant());
        var made = random.Entity<T>(tenant);
        var stored = await AddAsync(store, made);
        await using var session = await store.OpenAsync(tenant);
        var loaded = await session.Of<T>().FindAsync(made.Id);
        Assert.Equal(stored, loaded);
        Assert.Equal(random.Moments.Select(Cut).Order(), Properties.All<Instant>(loaded).Order());
    }

    internal override async Task BadTextIsRefusedAsync(IPsaStore store, int seed)
    {
        var tenant = Some.Tenant();
        await using var session = await store.OpenAsync(tenant);
        var stored = session.Of<T>().Add(new RandomRecords(seed).Entity<T>(tenant));
        await session.CommitAsync();

        // in one text after the other, as many as the record has
        var texts = 0;
        for (var place = 0; place <= texts; place++)
        {
            texts = 0;
            var bad = BadTexts[place % BadTexts.Length];
            var random = new RandomRecords(seed) { IsFull = true, Change = text => texts++ == place ? text.Insert(text.Length / 2, bad) : text };
            var record = random.Entity<T>(tenant);
            if (place < texts)
            {
                Assert.Equal(StoreErrors.BadText, Assert.Throws<InvalidDataPsaException>(() => session.Of<T>().Add(record)).Code);
                var changed = type.WithVersion(record.With(nameof(IEntity<>.Id), stored.Id), 1);
                Assert.Equal(StoreErrors.BadText, Assert.Throws<InvalidDataPsaException>(() => session.Of<T>().Update(changed)).Code);
            }
        }

        await session.CommitAsync();
        Assert.Equal([stored], await AllAsync(session));
    }

    internal override async Task BadDatesAreRefusedAsync(IPsaStore store)
    {
        var tenant = Some.Tenant();
        await using var session = await store.OpenAsync(tenant);
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite))
        {
            var held = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            object? bad = held == typeof(LocalDate) ? new LocalDate(0, 12, 31) : held == typeof(Instant) ? Instant.FromUtc(0, 12, 31, 0, 0) : null;
            if (bad is not null)
            {
                var record = new RandomRecords(1) { IsFull = true }.Entity<T>(tenant).With(property.Name, bad);
                Assert.Equal(MoneyErrors.BadDate, Assert.Throws<InvalidDataPsaException>(() => session.Of<T>().Add(record)).Code);
            }
        }

        await session.CommitAsync();
        Assert.Empty(await AllAsync(session));
    }

    private static Instant Cut(Instant moment) =>
        Instant.FromUnixTimeTicks((long)decimal.Floor((moment - Instant.FromUnixTimeTicks(0)).ToInt64Nanoseconds() / 1000m) * 10);

    private static async Task<List<T>> AllAsync(IPsaSession session) => await session.Of<T>().QueryAsync(RecordType<T>.All).ToListAsync();

    private static async Task<T> AddAsync(IPsaStore store, T record)
    {
        await using var session = await store.OpenAsync(record.Tenant);
        var stored = session.Of<T>().Add(record);
        await session.CommitAsync();
        return stored;
    }
}

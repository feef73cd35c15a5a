using System.Reflection;
using Psa.Storage;

namespace Psa.TestKit;

/// <summary>The promises about changed records of which it is known how they are stored: whatever a store leaves as it is, what is read afterwards is what was staged.</summary>
internal sealed partial class RecordKind<T>
{
    private static readonly PropertyInfo[] Changeable =
        [.. typeof(T).GetProperties().Where(property => property.CanWrite && property.Name is not (nameof(IEntity<>.Id) or nameof(IEntity<>.Tenant) or nameof(IEntity<>.Version)))];

    internal override async Task EachPropertyChangesAloneAsync(IPsaStore store, int seed)
    {
        var tenant = Some.Tenant();
        var stored = await AddAsync(store, new RandomRecords(seed).Entity<T>(tenant));
        var bystander = await AddAsync(store, new RandomRecords(seed + 1000).Entity<T>(tenant));
        var (other, full) = (new RandomRecords(seed + 2000).Entity(tenant, (Id<T>?)stored.Id), new RandomRecords(seed + 3000) { IsFull = true }.Entity(tenant, (Id<T>?)stored.Id));
        foreach (var property in Changeable)
        {
            // to another value, which may be nothing; to one that is something; and back
            foreach (var source in new[] { other, full, stored })
            {
                stored = await ChangedAsync(stored.With(property.Name, property.GetValue(source)));
            }
        }

        // nothing but the version
        await ChangedAsync(stored);

        async Task<T> ChangedAsync(T changed)
        {
            await using var session = await store.OpenAsync(tenant);
            var loaded = (await session.Of<T>().FindAsync(changed.Id))!;
            Assert.Equal(stored, loaded);
            stored = session.Of<T>().Update(changed, loaded);
            Assert.Equal(loaded.Version + 1, stored.Version);
            await session.CommitAsync();
            await using var reader = await store.OpenAsync(tenant);
            Assert.Equal(stored, await reader.Of<T>().FindAsync(changed.Id));
            Assert.Equal(new[] { stored, bystander }.OrderBy(row => row.Id), await AllAsync(reader));
            return stored;
        }
    }

    internal override async Task RecordsChangeInDifferentPropertiesAsync(IPsaStore store, int seed)
    {
        var (tenant, random) = (Some.Tenant(), new RandomRecords(seed));
        var choices = new Random(seed);
        List<T> rows = [.. Enumerable.Range(0, 8).Select(_ => random.Entity<T>(tenant))];
        await using (var session = await store.OpenAsync(tenant))
        {
            rows = rows.ConvertAll(session.Of<T>().Add);
            await session.CommitAsync();
        }

        for (var time = 0; time < 3; time++)
        {
            await using var session = await store.OpenAsync(tenant);
            for (var i = 0; i < rows.Count; i++)
            {
                // some of which it isn't known, in some commits; some twice; some that stay
                for (var times = choices.Next(3); times > 0; times--)
                {
                    var changed = Enumerable.Range(0, choices.Next(3)).Aggregate(rows[i], (row, _) => Changeable[choices.Next(Changeable.Length)] is var property ? row.With(property.Name, property.GetValue(random.Entity<T>(tenant))) : row);
                    rows[i] = time == 2 && choices.Next(3) == 0 ? session.Of<T>().Update(changed) : session.Of<T>().Update(changed, rows[i]);
                }
            }

            rows.Add(session.Of<T>().Add(random.Entity<T>(tenant)));
            if (choices.Next(2) == 0)
            {
                session.Of<T>().Remove(rows[0]);
                rows.RemoveAt(0);
            }

            await session.CommitAsync();
            await using var reader = await store.OpenAsync(tenant);
            Assert.Equal(rows.OrderBy(row => row.Id), await AllAsync(reader));
            foreach (var index in type.Indexes)
            {
                // an index that wasn't told of a change would show an old row, or miss one
                Assert.Equal(rows.Where(index.Holds).Select(row => row.Id).Order(), (await reader.Of<T>().QueryAsync(new Query<T>(index)).ToListAsync()).Select(row => row.Id).Order());
            }
        }
    }

    internal override async Task WhatWasLoadedMustBeTheRecordAsync(IPsaStore store)
    {
        var (random, tenant) = (new RandomRecords(17), Some.Tenant());
        var (first, second) = (await AddAsync(store, random.Entity<T>(tenant)), await AddAsync(store, random.Entity<T>(tenant)));
        await using var session = await store.OpenAsync(tenant);
        Assert.Throws<ArgumentException>(() => session.Of<T>().Update(first, second));
        Assert.Throws<ArgumentException>(() => session.Of<T>().Update(first, type.WithVersion(first, 2)));
        Assert.Throws<ArgumentNullException>(() => session.Of<T>().Update(first, null!));

        // the version decides as ever
        session.Of<T>().Update(first, first);
        await using (var faster = await store.OpenAsync(tenant))
        {
            faster.Of<T>().Update(first, first);
            await faster.CommitAsync();
        }

        var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync());
        Assert.Equal((1L, 2L), (conflict.Expected, conflict.Stored));
        await using var removing = await store.OpenAsync(tenant);
        removing.Of<T>().Remove(removing.Of<T>().Update(second, second));
        await removing.CommitAsync();
        Assert.Null(await removing.Of<T>().FindAsync(second.Id));
    }
}

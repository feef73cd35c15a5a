using Psa.Storage;

namespace Psa.TestKit;

/// <summary>The promises about what only one record may have: the state after the commit decides, whatever order things were staged in.</summary>
internal sealed partial class RecordKind<T>
{
    private const int Attempts = 1000;

    internal override IEnumerable<string> UniqueIndexes => type.Indexes.Where(index => index.Unique is not null).Select(index => index.Name);

    internal override IEnumerable<string> PartialIndexes => type.Indexes.Where(index => index.Unique is not null && index.Only.Count > 0).Select(index => index.Name);

    internal override async Task KeysCanBeSwappedAsync(IPsaStore store, string index, int seed)
    {
        var (unique, tenant) = (Index(index), Some.Tenant());
        var (random, pools) = Records(seed);
        var three = Distinct(unique, tenant, random, 3);
        await using var session = await store.OpenAsync(tenant);
        three = three.ConvertAll(session.Of<T>().Add);
        await session.CommitAsync();

        // each gets the key of the next, staged in any order
        var turned = three.Select((record, i) => Keyed(unique, record, three[(i + 1) % 3])).OrderBy(_ => pools.Next(100)).ToList();
        turned = turned.ConvertAll(row => Change(session.Of<T>(), row, three.Single(one => one.Id == row.Id), seed));
        await session.CommitAsync();
        Assert.Equal(turned.OrderBy(row => row.Id), await AllAsync(session));

        // two swap, and the third goes, whose key a new one gets
        List<T> swapped = [Change(session.Of<T>(), Keyed(unique, turned[0], turned[1]), turned[0], seed), Change(session.Of<T>(), Keyed(unique, turned[1], turned[0]), turned[1], seed)];
        swapped.Add(session.Of<T>().Add(Keyed(unique, random.Entity<T>(tenant), turned[2])));
        session.Of<T>().Remove(turned[2]);
        await session.CommitAsync();
        Assert.Equal(swapped.OrderBy(row => row.Id), await AllAsync(session));
    }

    internal override async Task KeysCanBeLeftToAnotherAsync(IPsaStore store, string index, int seed)
    {
        var (unique, tenant) = (Index(index), Some.Tenant());
        var (random, _) = Records(seed);
        foreach (var (isNew, isFirst) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var inside = Distinct(unique, tenant, random, 1)[0];
            var outside = Try(() => Outside(unique, random.Entity<T>(tenant), random), row => !Clash(row, inside));
            await using var session = await store.OpenAsync(tenant);
            inside = session.Of<T>().Add(inside);
            if (!isNew)
            {
                outside = session.Of<T>().Add(outside);
            }

            await session.CommitAsync();
            var (leaving, before) = (Outside(unique, inside, random), inside);
            var entering = Keyed(unique, outside, inside);
            if (isFirst)
            {
                entering = Enter();
                leaving = Change(session.Of<T>(), leaving, before, seed);
            }
            else
            {
                leaving = Change(session.Of<T>(), leaving, before, seed);
                entering = Enter();
            }

            await session.CommitAsync();
            Assert.Equal(new[] { leaving, entering }.OrderBy(row => row.Id), await AllAsync(session));
            session.Of<T>().Remove(leaving);
            session.Of<T>().Remove(entering);
            await session.CommitAsync();

            T Enter() => isNew ? session.Of<T>().Add(entering) : Change(session.Of<T>(), entering, outside, seed);
        }
    }

    internal override async Task DuplicatesAreRefusedAsync(IPsaStore store, string index, int seed)
    {
        var (unique, tenant) = (Index(index), Some.Tenant());
        var (random, pools) = Records(seed);
        var records = Distinct(unique, tenant, random, 4);
        var (first, second, bystander, added) = (await AddAsync(store, records[0]), await AddAsync(store, records[1]), records[2], records[3]);
        T[] stored = [first, second];

        // a new record and a changed one that take the key of a stored one
        await RefusedAsync([added.Id], s => s.Add(Keyed(unique, added, first)));
        await RefusedAsync([second.Id], s => Change(s, Keyed(unique, second, first), second, seed));
        await RefusedAsync([first.Id], s => Change(s, Keyed(unique, first, second), first, seed));
        await RefusedAsync([second.Id], s => Change(s, Keyed(unique, second, first), second, seed), s => s.Remove(s.Add(Keyed(unique, added, first))));

        // two that are both staged: the last is named where one is as good as the other
        await RefusedAsync([added.Id], s => s.Add(Keyed(unique, bystander, added)), s => s.Add(added));
        await RefusedAsync([first.Id, added.Id], s => Change(s, first, first, seed), s => s.Add(Keyed(unique, added, first)));
        await RefusedAsync([first.Id, added.Id], s => s.Add(added), s => Change(s, Keyed(unique, first, added), first, seed));
        await RefusedAsync([first.Id, second.Id], s => Change(s, Keyed(unique, first, added), first, seed), s => Change(s, Keyed(unique, second, added), second, seed));

        // another tenant has the same
        var theirs = Some.Tenant();
        await AddAsync(store, records[0].With(nameof(IEntity<>.Tenant), theirs));

        async Task RefusedAsync(Id<T>[] ids, params Action<IRepository<T>>[] stage)
        {
            await using var session = await store.OpenAsync(tenant);
            session.Events.Append(Some.Event(tenant, 1));
            foreach (var one in ids.Length > 1 && pools.Next(2) == 0 ? Enumerable.Reverse(stage) : stage)
            {
                one(session.Of<T>());
            }

            for (var again = 0; again < 2; again++)
            {
                var refusal = await Assert.ThrowsAsync<RuleViolationException>(async () => await session.CommitAsync());
                Assert.Equal(StoreErrors.Duplicate, refusal.Code);
                Assert.Contains(Assert.Single(refusal.Ids), ids.Select(id => id.Value));
            }

            await using var reader = await store.OpenAsync(tenant);
            Assert.Equal(stored.OrderBy(row => row.Id), await AllAsync(reader));
            Assert.Empty(await reader.Events.ReadAfterAsync(0).ToListAsync());
        }
    }

    internal override async Task OtherTextIsAnotherKeyAsync(IPsaStore store, string index)
    {
        var unique = Index(index);
        foreach (var column in unique.Columns.Where(column => column.Type == typeof(string)))
        {
            var tenant = Some.Tenant();
            var pattern = Distinct(unique, tenant, Records(3).Random, 1)[0];
            var random = new RandomRecords(5);
            await using var session = await store.OpenAsync(tenant);
            var stored = Pools.Texts
                .Select(text => Keyed(unique, random.Entity<T>(tenant), pattern).With(column.Name, text))
                .Where(unique.Holds)
                .DistinctBy(column.ValueOf) // some records cut ends off
                .Select(session.Of<T>().Add)
                .ToList();
            await session.CommitAsync();
            Assert.Equal(stored.OrderBy(row => row.Id), await AllAsync(session));
        }
    }

    // of half of the cases it is known how the changed records are stored
    private static T Change(IRepository<T> records, T changed, T stored, int seed) => seed % 2 == 0 ? records.Update(changed, stored) : records.Update(changed);

    private static T Keyed(RecordIndex<T> unique, T record, T keys) => Columns(unique).Aggregate(record, (made, column) => made.With(column.Name, column.ValueOf(keys)));

    private static IEnumerable<Column<T>> Columns(RecordIndex<T> unique) => unique.Columns.Concat(unique.Only.Select(only => only.Column)).Distinct();

    private static T Outside(RecordIndex<T> unique, T record, RandomRecords random) =>
        Try(() => unique.Only.Select(only => only.Column).Distinct().Aggregate(record, (made, column) => made.With(column.Name, column.ValueOf(random.Entity<T>(record.Tenant)))), row => !unique.Holds(row));

    private List<T> Distinct(RecordIndex<T> unique, TenantId tenant, RandomRecords random, int count)
    {
        var found = new List<T>();
        while (found.Count < count)
        {
            found.Add(Try(() => random.Entity<T>(tenant), row => unique.Holds(row) && found.TrueForAll(other => !Clash(row, other))));
        }

        return found;
    }

    private bool Clash(T left, T right) => type.Indexes.Any(index => index.Unique is not null && index.Holds(left) && index.Holds(right) && index.Compare(left, right) == 0);

    private static T Try(Func<T> make, Func<T, bool> isWanted)
    {
        for (var n = 0; n < Attempts; n++)
        {
            if (make() is var made && isWanted(made))
            {
                return made;
            }
        }

        throw new InvalidOperationException($"No {typeof(T).Name} was found for a test: have the values in {nameof(Pools)} none that is wanted?");
    }

    private RecordIndex<T> Index(string name) => type.Indexes.Single(index => index.Name == name);

    private (RandomRecords Random, Pools Pools) Records(int seed) => PoolsOf(seed) is var pools ? (new RandomRecords(seed) { Keys = pools }, pools) : default;
}

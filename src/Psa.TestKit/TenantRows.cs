using Psa.Storage;

namespace Psa.TestKit;

/// <summary>What a tenant's records of one kind must be after random changes of all sorts, which are committed to a store.</summary>
internal sealed class TenantRows<T>(RecordType<T> type, TenantId tenant, Pools pools, int seed)
    where T : class, IEntity<T>
{
    private readonly Dictionary<Id<T>, T> _rows = [];
    private readonly RandomRecords _random = new(seed) { Keys = pools };

    internal TenantId Tenant => tenant;

    internal IReadOnlyCollection<T> Rows => _rows.Values;

    /// <summary>Adds records, replaces them, changes one property by which they are found, and removes them, in one commit.</summary>
    internal async Task ChangeAsync(IPsaStore store, int times)
    {
        await using var session = await store.OpenAsync(tenant);
        var removed = new HashSet<Id<T>>();
        for (var n = 0; n < times; n++)
        {
            var id = pools.Id<T>();
            if (removed.Contains(id))
            {
                continue;
            }

            var record = _random.Entity(tenant, (Id<T>?)id);
            if (!_rows.TryGetValue(id, out var stored))
            {
                Stage(record, session.Of<T>().Add);
            }
            else if (pools.Next(4) == 0)
            {
                session.Of<T>().Remove(stored);
                _rows.Remove(id);
                removed.Add(id);
            }
            else
            {
                Stage(type.WithVersion(pools.Next(2) == 0 ? record : OneKeyChanged(stored, record), stored.Version), session.Of<T>().Update);
            }
        }

        await session.CommitAsync();
    }

    private T OneKeyChanged(T stored, T other)
    {
        if (pools.Names.Count == 0)
        {
            return other;
        }

        var name = pools.Names.Order(StringComparer.Ordinal).ElementAt(pools.Next(pools.Names.Count));
        return stored.With(name, typeof(T).GetProperty(name)!.GetValue(other));
    }

    private void Stage(T record, Func<T, T> stage)
    {
        if (type.Indexes.All(index => index.Unique is null || !index.Holds(record) || _rows.Values.All(row => row.Id == record.Id || !index.Holds(row) || index.Compare(row, record) != 0)))
        {
            _rows[record.Id] = stage(record);
        }
    }
}

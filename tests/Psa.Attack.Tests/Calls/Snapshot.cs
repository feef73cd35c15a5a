using Psa.Charges;
using Psa.Events;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>All that a store holds of one tenant at one moment.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<Type, Dictionary<Guid, object>> _records = [];
    private readonly Lazy<PlainText> _text;

    private Snapshot(TenantId tenant) => (Tenant, _text) = (tenant, new(() => new(Ids())));

    public TenantId Tenant { get; }

    public IReadOnlyList<PsaEvent> Events { get; private set; } = [];

    public static Task<Snapshot> TakeAsync(IPsaStore store, TenantId tenant) => TakeAsync(store, tenant, eventsAfter: 0, static _ => null);

    /// <summary>Takes one of what a store holds now that held this at a mark: it reads what may have changed, and the events since.</summary>
    public Task<Snapshot> LaterAsync(WatchedStore store, Mark mark) =>
        TakeAsync(store, Tenant, mark.Event, shelf => store.MayHaveChanged(shelf.Type, mark.Commit) ? null : _records[shelf.Type]);

    public IReadOnlyCollection<object> Of(Type record) => _records[record].Values;

    public IEnumerable<T> Of<T>() => Of(typeof(T)).Cast<T>();

    public IEnumerable<object> All() => _records.Values.SelectMany(static records => records.Values);

    public IEnumerable<Guid> Ids() => _records.Values.SelectMany(static records => records.Keys);

    /// <summary>Compares all records, with their versions and moments.</summary>
    public bool HoldsTheSameAs(Snapshot other) => !Shelf.All.Any(shelf => Without(other, shelf).Concat(other.Without(this, shelf)).Any());

    /// <summary>Makes a store that holds another one hold this and nothing else, but for events.</summary>
    public async Task RestoreAsync(IPsaStore store, Snapshot now)
    {
        await using (var session = await store.OpenAsync(Tenant))
        {
            foreach (var shelf in Shelf.All)
            {
                foreach (var other in now.Without(this, shelf))
                {
                    shelf.Remove(session, other);
                }
            }

            await session.CommitAsync();
        }

        await using (var session = await store.OpenAsync(Tenant))
        {
            foreach (var shelf in Shelf.All)
            {
                foreach (var missing in Without(now, shelf))
                {
                    shelf.Add(session, missing);
                }
            }

            await session.CommitAsync();
        }
    }

    /// <summary>Says what is other than before, as lines that don't depend on versions, moments, new ids or order.</summary>
    public IReadOnlyList<string> Difference(Snapshot before, bool withEvents)
    {
        var text = before._text.Value;
        var lines = new List<string>();
        foreach (var shelf in Shelf.All)
        {
            lines.AddRange(Without(before, shelf).Where(static record => !SaysNothing(record)).Select(record => $"now {shelf.Type.Name} {text.Of(record, shelf.Type)}"));
            lines.AddRange(before.Without(this, shelf).Where(static record => !SaysNothing(record)).Select(record => $"was {shelf.Type.Name} {text.Of(record, shelf.Type)}"));
        }

        if (withEvents)
        {
            lines.AddRange(Events.Select(one => $"told {text.Of(one)}"));
        }

        // a record of which only the version differs is the same
        foreach (var was in lines.Where(static line => line.StartsWith("was ", StringComparison.Ordinal)).ToList())
        {
            if (lines.Remove("now" + was[3..]))
            {
                lines.Remove(was);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static async Task<Snapshot> TakeAsync(IPsaStore store, TenantId tenant, long eventsAfter, Func<Shelf, Dictionary<Guid, object>?> known)
    {
        var snapshot = new Snapshot(tenant);
        await using var session = await store.OpenAsync(tenant);
        foreach (var shelf in Shelf.All)
        {
            snapshot._records.Add(shelf.Type, known(shelf) ?? (await shelf.ReadAsync(session)).ToDictionary(shelf.IdOf));
        }

        var events = new List<PsaEvent>();
        await foreach (var one in session.Events.ReadAfterAsync(eventsAfter))
        {
            events.Add(one);
        }

        snapshot.Events = events;
        return snapshot;
    }

    // comparing two records is cheaper than hashing them
    private IEnumerable<object> Without(Snapshot other, Shelf shelf) => _records[shelf.Type] == other._records[shelf.Type] ? [] :
        _records[shelf.Type].Where(one => !other._records[shelf.Type].TryGetValue(one.Key, out var same) || !same.Equals(one.Value)).Select(static one => one.Value);

    // a ledger of a part that was never billed is as good as none; a guard only makes two commits collide
    private static bool SaysNothing(object record) => record is PartLedger { Through: null, DirtyFrom: null, ServiceCode: null } or CommitGuard;
}

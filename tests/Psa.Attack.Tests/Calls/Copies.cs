using Psa.Records;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>Makes copies of worlds in one kind of store: in memory each is a store of its own; a database is used again, so one copy at a time.</summary>
internal sealed class Copies(string kind)
{
    private readonly Dictionary<TenantId, long> _lastEvents = [];
    private IPsaStore? _store;

    public static Copies InMemory { get; } = new("memory");

    public bool IsDatabase => kind != "memory";

    public override string ToString() => kind;

    public async Task<Copy> NewAsync(params World[] worlds)
    {
        if (!IsDatabase)
        {
            var copy = new Copy(new InMemoryStore(), worlds.ToDictionary(static world => world.Tenant, static _ => 0L));
            foreach (var world in worlds)
            {
                await world.Records.RestoreAsync(copy.Store);
            }

            return copy;
        }

        _store ??= await TestStores.CreateAsync(kind);
        foreach (var world in worlds)
        {
            _lastEvents[world.Tenant] = await world.Records.RestoreAsync(_store, _lastEvents.GetValueOrDefault(world.Tenant));
        }

        return new(_store, _lastEvents);
    }
}

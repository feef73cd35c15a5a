using Psa.Storage;
using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>Makes copies of worlds in one store of a kind, which is used again for each: one copy at a time.</summary>
internal sealed class Copies(string kind)
{
    private readonly Dictionary<TenantId, long> _lastEvents = [];
    private IPsaStore? _store;

    /// <summary>Gets copies in a memory of their own.</summary>
    public static Copies InMemory => new("memory");

    public bool IsDatabase => kind != "memory";

    public override string ToString() => kind;

    public async Task<Copy> NewAsync(params World[] worlds)
    {
        _store ??= await TestStores.CreateAsync(kind);
        foreach (var world in worlds)
        {
            _lastEvents[world.Tenant] = await world.Records.RestoreAsync(_store, _lastEvents.GetValueOrDefault(world.Tenant));
        }

        return new(_store, _lastEvents);
    }
}

using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>A store that holds copies of worlds.</summary>
internal sealed record Copy(IPsaStore Store, IReadOnlyDictionary<TenantId, long> LastEvents)
{
    /// <summary>Says what is other than in the world that was copied.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(World world, bool withEvents) => (await NowAsync(world)).Difference(world.Records, withEvents);

    public Task<Snapshot> NowAsync(World world) => Snapshot.TakeAsync(Store, world.Tenant, LastEvents[world.Tenant]);
}

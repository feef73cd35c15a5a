namespace Psa.Attack.Tests.Calls;

/// <summary>A store that holds copies of worlds, and since when.</summary>
internal sealed record Copy(WatchedStore Store, IReadOnlyDictionary<World, Mark> Marks)
{
    /// <summary>Says what is other than in the world that was copied.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(World world, bool withEvents) => (await NowAsync(world)).Difference(world.Records, withEvents);

    public Task<Snapshot> NowAsync(World world) => world.Records.LaterAsync(Store, Marks[world]);
}

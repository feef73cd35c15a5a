using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>Makes copies of worlds in one store of a kind, which is used again for each: one copy at a time.</summary>
internal sealed class Copies(string kind)
{
    private readonly Dictionary<World, Mark> _marks = [];
    private WatchedStore? _store;

    /// <summary>Gets copies in a memory of their own.</summary>
    public static Copies InMemory => new("memory");

    public bool IsDatabase => kind != "memory";

    public override string ToString() => kind;

    public async Task<Copy> NewAsync(params World[] worlds)
    {
        _store ??= new(await TestStores.CreateAsync(kind));
        foreach (var world in worlds)
        {
            var mark = _marks.GetValueOrDefault(world, Mark.Never);
            var now = await world.Records.LaterAsync(_store, mark);
            await world.Records.RestoreAsync(_store, now);
            _marks[world] = new(now.Events.Count == 0 ? mark.Event : now.Events[^1].Sequence, _store.Commits);
        }

        return new(_store, _marks);
    }
}

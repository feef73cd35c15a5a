namespace Psa.Attack.Tests.Calls;

/// <summary>Ids that are the same in every process, so that a failure can be made again.</summary>
internal sealed class CountedIds(int first) : IIdGenerator
{
    private int _last = first;

    public Id<T> Next<T>() => new(new Guid(Interlocked.Increment(ref _last), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
}

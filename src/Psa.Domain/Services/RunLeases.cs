using System.Collections.Concurrent;
using NodaTime;
using Psa.Runs;

namespace Psa.Services;

/// <summary>
/// Which partitions others hold, as one worker sees it. Clocks differ: a lease ends when its time has come, and at the latest when it was in sight for its own length without
/// a sign of life, which is a new version of the partition.
/// </summary>
internal sealed class RunLeases
{
    private readonly ConcurrentDictionary<Id<RunPartition>, (long Version, Instant FirstSeen)> _seen = new();

    internal bool Holds(RunPartition partition, Instant now) => partition.LeaseUntil is { } until && now < until && now < EndInSight(partition, until, now);

    private Instant EndInSight(RunPartition partition, Instant until, Instant now)
    {
        var (_, firstSeen) = _seen.AddOrUpdate(
            partition.Id,
            static (_, seen) => seen,
            static (_, before, seen) => before.Version == seen.Version ? before : seen,
            (partition.Version, now));
        return firstSeen + (until - (partition.LeaseFrom ?? until));
    }
}

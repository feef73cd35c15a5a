using NodaTime;

namespace Psa.Work;

/// <summary>The lots that a step takes of and gives back to, as it leaves them. It holds what was read, and says what changed.</summary>
internal sealed class LotBook
{
    private readonly SortedDictionary<Id<BlockBalance>, (Lot Lot, BlockBalance Read, BlockBalance Now)> _lots = [];

    /// <summary>Tells whether a lot was read.</summary>
    internal bool Has(Id<BlockBalance> lot) => _lots.ContainsKey(lot);

    /// <summary>Adds a lot that was read; one that is there stays as the step left it.</summary>
    internal void Add(Lot lot, BlockBalance balance) => _lots.TryAdd(lot.Id, (lot, balance, balance));

    /// <summary>Gives what changed, in the order of the ids, with the thresholds that are reached for the first time.</summary>
    internal List<(BlockBalance Balance, List<int> Announced)> Changes()
    {
        var changes = new List<(BlockBalance, List<int>)>();
        foreach (var (lot, read, now) in _lots.Values)
        {
            if (now.Uses == read.Uses)
            {
                continue;
            }

            var (reached, announced) = (lot.Reached(now), new List<int>());
            foreach (var threshold in reached)
            {
                if (!Holds(read.Reached, threshold))
                {
                    announced.Add(threshold);
                }
            }

            changes.Add((now with { Reached = reached }, announced));
        }

        return changes;
    }

    /// <summary>Takes of one lot as much as it has for a day, at most what is asked.</summary>
    /// <returns>What it gave.</returns>
    internal decimal Take(Lot lot, Id<TimeEntry> entry, LocalDate workedOn, decimal minutes)
    {
        var (known, read, now) = _lots[lot.Id];
        var taken = Math.Min(known.Available(now, workedOn), minutes);
        if (taken > 0m)
        {
            _lots[lot.Id] = (known, read, now.Take(new(entry, workedOn, taken, workedOn > known.LastDay)));
        }

        return taken;
    }

    /// <summary>Gives back to a lot.</summary>
    internal void GiveBack(Id<BlockBalance> lot, Id<TimeEntry> entry, decimal minutes) => Change(lot, now => now.GiveBack(entry, minutes));

    /// <summary>Lets another entry have what one took of a lot.</summary>
    internal void Hand(Id<BlockBalance> lot, Id<TimeEntry> from, Id<TimeEntry> to) => Change(lot, now => now.Hand(from, to));

    private void Change(Id<BlockBalance> lot, Func<BlockBalance, BlockBalance> change)
    {
        var (known, read, now) = _lots[lot];
        _lots[lot] = (known, read, change(now));
    }

    private static bool Holds(ValueList<int> thresholds, int threshold)
    {
        foreach (var one in thresholds)
        {
            if (one == threshold)
            {
                return true;
            }
        }

        return false;
    }
}

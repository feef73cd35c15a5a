using Psa.Services;
using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>All pairs of writing calls that have to do with each other: that name the same record, or records that belong together, or write the same kind of record.</summary>
internal sealed class Races(WorkingCalls working)
{
    private const int MostScored = 24;
    private const int MostPlaces = 3;

    // two of the same call are raced this much more often than others
    private const int SameShare = 8;
    private const int OfTwo = 3;

    private readonly Dictionary<WorkingCall, HashSet<Guid>> _reached = working.All.Where(static call => call.Writes).ToDictionary(static call => call, call => Reached(working.World, call));
    private readonly Dictionary<WorkingCall, HashSet<(string, object?)>> _changed = working.All.Where(static call => call.Writes).ToDictionary(static call => call, call => Changed(working.World, call).ToHashSet());

    private readonly Dictionary<WorkingCall, HashSet<Guid>> _records = working.All.Where(static call => call.Writes).ToDictionary(static call => call, static call => call.Arguments.OfType<object>().Where(Shelf.IsRecord).Select(Parts.IdOf).ToHashSet());

    /// <summary>Gives for pairs of calls the arguments that have most in common, and some others.</summary>
    /// <param name="most">How many races a pair of calls.</param>
    /// <param name="each">In continuous integration, every how manieth pair.</param>
    public IEnumerable<Race> Of(int most, int each)
    {
        var random = new Random(Depth.Seed(0));
        var calls = _reached.Keys.GroupBy(static call => call.Call).ToList();
        var others = calls.SelectMany(_ => calls, static (first, second) => (First: first, Second: second)).Where(static pair => pair.First.Key != pair.Second.Key);
        foreach (var (first, second) in Tally.Slice(calls.Select(static one => (one, one)), Math.Max(1, each / SameShare)).Concat(Tally.Slice(others, each)))
        {
            // two of the same kind have most in common, and few have what matters
            var (count, enough) = first.Key == second.Key ? (4 * most, int.MaxValue) : (most, MostScored);
            var pairs = Some(first, enough, random)
                .SelectMany(_ => Some(second, enough, random), (one, two) => (One: one, Two: two, Score: Score(one, two)))
                .Where(static pair => pair.Score > 0)
                .ToArray();
            random.Shuffle(pairs);
            var closest = pairs.OrderByDescending(static pair => pair.Score).DistinctBy(pair => (NamesOf(pair.One), NamesOf(pair.Two), AreOfOne(pair.One, pair.Two))).Take((count + 1) / 2);
            foreach (var (one, two, _) in closest.Concat(pairs.Take(count / 2)).Distinct())
            {
                foreach (var at in Places(one, random))
                {
                    yield return new(one, two, at);
                }
            }
        }
    }

    /// <summary>Gives where the second caller comes: before the last commit, when all is read, and somewhere else; in a deep run at some more places.</summary>
    private static IEnumerable<int> Places(WorkingCall call, Random random)
    {
        var beforeCommit = Math.Max(1, call.Operations - 1);
        return Depth.IsDeep
            ? Enumerable.Range(0, MostPlaces).Select(_ => random.Next(call.Operations) + 1).Append(beforeCommit).Distinct()
            : [random.Next(2) == 0 ? beforeCommit : random.Next(call.Operations) + 1];
    }

    private static IEnumerable<WorkingCall> Some(IEnumerable<WorkingCall> calls, int count, Random random)
    {
        var all = calls.ToArray();
        random.Shuffle(all);
        return all.Take(count);
    }

    private static HashSet<Guid> Reached(World world, WorkingCall call)
    {
        var near = call.Ids.Where(static id => id != Guid.Empty).ToHashSet();
        var records = Shelf.All.SelectMany(shelf => world.Records.Of(shelf.Type).Where(record => near.Contains(shelf.IdOf(record))));
        return [.. near.Concat(records.SelectMany(static record => Parts.IdsIn([record]))).Where(id => !world.Untouched.Contains(id))];
    }

    /// <summary>Gives what a record in an argument has other than the stored one.</summary>
    private static IEnumerable<(string Name, object? Value)> Changed(World world, WorkingCall call) =>
        from argument in call.Arguments
        where argument is not null
        let shelf = Shelf.All.FirstOrDefault(shelf => shelf.Type == argument.GetType())
        where shelf is not null
        let stored = world.Records.Of(shelf.Type).FirstOrDefault(record => shelf.IdOf(record) == shelf.IdOf(argument))
        from property in Parts.Of(shelf.Type)
        let value = property.GetValue(argument)
        where stored is null || !Equals(value, property.GetValue(stored))
        select (property.Name, value);

    // two who save the same record are told by its version: those who save two records that have to do with each other aren't
    private bool AreOfOne(WorkingCall one, WorkingCall two) => _records[one].Overlaps(_records[two]);

    private bool NameEachOther(WorkingCall one, WorkingCall two) => _records[one].Overlaps(two.Ids) && _records[two].Overlaps(one.Ids);

    private string NamesOf(WorkingCall call) => string.Join(',', _changed[call].Select(static change => change.Item1));

    private int Score(WorkingCall one, WorkingCall two)
    {
        var (ids, changes) = (_reached[one].Count(_reached[two].Contains), _changed[one].Count(_changed[two].Contains));
        var isNear = one.Call == two.Call || one.Call.Service == typeof(BillingRunService) || two.Call.Service == typeof(BillingRunService);
        var ofTwo = ids + changes == 0 || AreOfOne(one, two) || _records[one].Count == 0 || _records[two].Count == 0 ? 0 : NameEachOther(one, two) ? 2 * OfTwo : OfTwo;
        return ids + (2 * changes) + (isNear ? 1 : 0) + ofTwo;
    }
}

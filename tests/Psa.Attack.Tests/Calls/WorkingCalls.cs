using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>Finds, by trying, arguments with which each call succeeds in a world.</summary>
internal sealed class WorkingCalls
{
    private const int FirstTries = 10;

    private static readonly int MostTries = Depth.Of(300, 600);
    private static readonly int MostOfACall = Depth.Of(60, 120);

    private static readonly Lazy<Task<WorkingCalls>> Full = new(async () => await FindAsync(await World.FullAsync()));
    private static readonly Lazy<Task<WorkingCalls>> Bare = new(async () => await FindAsync(await World.BareAsync()));

    private readonly Copies _copies = Copies.InMemory;

    private WorkingCalls(World world) => World = world;

    public World World { get; }

    public List<WorkingCall> All { get; } = [];

    /// <summary>Gets for each call why it never succeeded.</summary>
    public Dictionary<Call, string> Refused { get; } = [];

    /// <summary>Gets the first arguments of each call that succeeded and, if it ever writes, wrote something; of a call that saves a record, with a new one and with a stored one.</summary>
    public IEnumerable<WorkingCall> First => All.OrderByDescending(static working => working.Writes).DistinctBy(static working => (working.Call, working.IsOfStored));

    public static Task<WorkingCalls> InFullAsync() => Full.Value;

    public static Task<WorkingCalls> InBareAsync() => Bare.Value;

    private static async Task<WorkingCalls> FindAsync(World world)
    {
        var found = new WorkingCalls(world);
        foreach (var call in CallList.All)
        {
            await found.TryAsync(call);
        }

        return found;
    }

    private async Task TryAsync(Call call)
    {
        var values = new Values(World);
        var choices = call.Parameters.Select(parameter => parameter.ParameterType == typeof(Access.Actor) ? [World.Ann] : values.For(parameter.ParameterType, parameter.Name!)).ToList();
        var copy = await _copies.NewAsync(World);
        var (count, why) = (0, choices.Exists(static choice => choice.Count == 0) ? "no value of an argument" : "not tried");
        foreach (var arguments in Mixed([.. Spread(choices)]).Take(MostTries))
        {
            var operations = new Operations(copy.Store);
            try
            {
                await World.Open(operations).CallAsync(call, arguments);
            }
            catch (PsaException refusal)
            {
                why = refusal.Message;
                continue;
            }

            var writes = operations.Commits > 0 && (await copy.ChangesAsync(World, withEvents: true)).Count > 0;
            All.Add(new(call, arguments, writes, operations.Commits, operations.Count));
            if (writes)
            {
                copy = await _copies.NewAsync(World);
            }

            if (++count == MostOfACall)
            {
                break;
            }
        }

        if (count == 0)
        {
            Refused.Add(call, why);
        }
    }

    // the first ones are the fullest; of the others, some of each
    private static IEnumerable<object?[]> Mixed(object?[][] all)
    {
        var rest = all.Skip(FirstTries).ToArray();
        new Random(all.Length + Depth.Seed(0)).Shuffle(rest);
        return all.Take(FirstTries).Concat(rest);
    }

    private static IEnumerable<object?[]> Spread(IReadOnlyList<IReadOnlyList<object?>> choices)
    {
        IEnumerable<object?[]> all = [[]];
        foreach (var choice in choices)
        {
            all = all.SelectMany(_ => choice, static (begun, next) => (object?[])[.. begun, next]);
        }

        return all;
    }
}

namespace Psa.Attack.Tests.Calls;

/// <summary>Two calls at once, in the worst order: the first reads, then the second does all of its work, then the first commits.</summary>
/// <param name="First">Whose commit waits.</param>
/// <param name="Second">Who comes between.</param>
/// <param name="Commit">Which commit of the first one waits, from 1.</param>
internal sealed record Race(WorkingCall First, WorkingCall Second, int Commit)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets a value indicating whether both ask for the same.</summary>
    public bool IsOfSame => First.Call == Second.Call && First.Arguments.Zip(Second.Arguments).All(static pair => Equals(pair.First, pair.Second) || pair.First is Runs.BillingRunOptions);

    public override string ToString() => $"{First.Call}{(First.Commits > 1 ? $" before commit {Commit}" : string.Empty)} while {Second.Call}";

    /// <summary>Tells how two callers do who come one after the other, each with what they had loaded before.</summary>
    public static async Task<RaceResult> InTurnAsync(Copies copies, World world, WorkingCall first, WorkingCall? second)
    {
        var copy = await copies.NewAsync(world);
        var one = await Outcome.OfAsync(() => World.Open(copy.Store).CallAsync(first));
        var two = second is null ? new(null, null) : await Outcome.OfAsync(() => World.Reopen(copy.Store).CallAsync(second));
        return await RaceResult.OfAsync(copy, world, one, two);
    }

    /// <summary>Runs the race.</summary>
    public async Task<RaceResult> RunAsync(Copies copies, World world)
    {
        var copy = await copies.NewAsync(world);
        var (commits, second) = (0, (Task<Outcome>?)null);
        var operations = new Operations(copy.Store)
        {
            Before = async (operation, _) =>
            {
                if (operation == "commit" && Interlocked.Increment(ref commits) == Commit)
                {
                    second = Outcome.OfAsync(() => World.Reopen(copy.Store).CallAsync(Second));

                    // whoever waits for the first one goes on when it is done
                    await Task.WhenAny(second, Task.Delay(LongestWait));
                }
            },
        };
        var first = await Outcome.OfAsync(() => World.Open(operations).CallAsync(First));
        second ??= Outcome.OfAsync(() => World.Reopen(copy.Store).CallAsync(Second));
        return await RaceResult.OfAsync(copy, world, first, await second);
    }
}

namespace Psa.Attack.Tests.Calls;

/// <summary>Two calls at once, in the worst order: in the middle of the first, between two things that it reads or before it commits, the second does all of its work.</summary>
/// <param name="First">Who waits.</param>
/// <param name="Second">Who comes between.</param>
/// <param name="At">Which operation of the first one on the store waits, from 1.</param>
internal sealed record Race(WorkingCall First, WorkingCall Second, int At)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets a value indicating whether both ask for the same.</summary>
    public bool IsOfSame => First.Call == Second.Call && First.Arguments.Zip(Second.Arguments).All(static pair => Equals(pair.First, pair.Second) || pair.First is Runs.BillingRunOptions);

    public override string ToString() => $"{First.Call} before its operation {At} of {First.Operations} while {Second.Call}";

    /// <summary>Tells how two callers do who come one after the other, each with what they had loaded before.</summary>
    public static async Task<RaceResult> InTurnAsync(Copies copies, World world, WorkingCall first, WorkingCall? second, bool isReviewed = false)
    {
        var copy = await copies.NewAsync(world);
        var one = await Outcome.OfAsync(() => World.Open(copy.Store).CallAsync(first));
        var two = second is null ? new(null, null) : await Outcome.OfAsync(() => World.Reopen(copy.Store).CallAsync(second));
        return await RaceResult.OfAsync(copy, world, one, two, isReviewed);
    }

    /// <summary>Runs the race.</summary>
    public async Task<RaceResult> RunAsync(Copies copies, World world, bool isReviewed = false)
    {
        var copy = await copies.NewAsync(world);
        var second = (Task<Outcome>?)null;
        var operations = new Operations(copy.Store)
        {
            Before = async (_, number) =>
            {
                if (number == At)
                {
                    second = Outcome.OfAsync(() => World.Reopen(copy.Store).CallAsync(Second));

                    // whoever waits for the first one goes on when it is done
                    await Task.WhenAny(second, Task.Delay(LongestWait));
                }
            },
        };
        var first = await Outcome.OfAsync(() => World.Open(operations).CallAsync(First));
        second ??= Outcome.OfAsync(() => World.Reopen(copy.Store).CallAsync(Second));
        return await RaceResult.OfAsync(copy, world, first, await second, isReviewed);
    }
}

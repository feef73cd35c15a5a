using System.Collections.Concurrent;
using NodaTime;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>
/// Every call, those of billing runs too, fails at each of its operations on the store once, in each way; then it is made again. In the end the store holds what it holds after one
/// undisturbed call: nothing is doubled, and nothing is half done.
/// </summary>
public sealed class FailAtEveryOperationTests(ITestOutputHelper output)
{
    private static readonly string[] Faults = ["unavailable", "canceled"];

    [Theory]
    [MemberData(nameof(Slices.Of), 15, 225, MemberType = typeof(Slices))]
    public async Task A_call_that_failed_anywhere_and_is_made_again_does_all_of_it_once(string store, int each)
    {
        var (copies, undisturbed) = (new Copies(store), Copies.InMemory);
        var (working, world) = (await WorkingCalls.InFullAsync(), await World.FullAsync());
        var tally = new Tally(output, $"failing at every operation on {copies}");
        var plans = new List<Plan>();
        foreach (var call in working.All.Where(static call => call.Writes).Select(GivenIds.To))
        {
            plans.Add(await PlanAsync(undisturbed, world, call));
        }

        // arguments with which a call goes the same way through the store are tried once
        var ways = plans.DistinctBy(static plan => (plan.Call.Call, plan.Operations.Count, plan.ToldChanges.Count));
        var tries = (from plan in ways from fault in Faults from at in Enumerable.Range(1, plan.Operations.Count) select (plan, fault, at)).ToList();

        // an answer that is lost is what doubles: that is always tried
        var lost = tries.Where(one => !copies.IsDatabase && one.fault == Faults[0] && one.plan.Operations[one.at - 1] == "committed");
        foreach (var (plan, fault, at) in Tally.Slice(tries, each).Union(lost))
        {
            var (what, failure) = await TryAsync(copies, world, plan, fault, at);
            tally.Count($"{plan.Call.Call} {fault} at {what}", failure);
        }

        tally.Check();
    }

    /// <summary>Makes a call undisturbed, and says how many operations it takes and what it changes.</summary>
    private static async Task<Plan> PlanAsync(Copies undisturbed, World world, WorkingCall call)
    {
        var copy = await undisturbed.NewAsync(world);
        var names = new ConcurrentQueue<string>();
        var operations = new Operations(copy.Store)
        {
            Before = (operation, _) =>
            {
                names.Enqueue(operation);
                return Task.CompletedTask;
            },
        };
        await World.Open(operations).CallAsync(call);
        return new(call, [.. names], await copy.ChangesAsync(world, withEvents: true), await copy.ChangesAsync(world, withEvents: false));
    }

    private static async Task<(string What, string? Failure)> TryAsync(Copies copies, World world, Plan plan, string fault, int at)
    {
        var copy = await copies.NewAsync(world);
        var what = "nothing";
        var operations = new Operations(copy.Store)
        {
            Before = (operation, number) =>
            {
                if (number != at)
                {
                    return Task.CompletedTask;
                }

                what = $"operation {number}, {operation}";
                return Task.FromException(fault == "canceled" ? new OperationCanceledException("The host stops.") : new StoreException(StoreErrors.Unavailable, "The disk is full: free some space."));
            },
        };
        var first = await Outcome.OfAsync(() => World.Open(operations).CallAsync(plan.Call));
        var failure = first.IsForeign && first.Failure is not OperationCanceledException ? first.Word : null;
        if (operations.Commits == 0 && (await copy.ChangesAsync(world, withEvents: true)).Count > 0)
        {
            failure ??= "fails before its commit and changes something";
        }

        // who failed after all was done lost no more than the answer
        var isDone = Difference.Of(plan.Changes, await copy.ChangesAsync(world, withEvents: false)) is null;
        return (what, failure ?? await AgainAsync(copy, world, plan, mustSucceed: operations.Commits == 0, wasTold: !isDone));
    }

    /// <summary>Makes the call again, as another process does after a while.</summary>
    private static async Task<string?> AgainAsync(Copy copy, World world, Plan plan, bool mustSucceed, bool wasTold)
    {
        var office = World.Reopen(copy.Store);
        office.Clock.Now += Duration.FromMinutes(10);
        var second = await Outcome.OfAsync(() => office.CallAsync(plan.Call));
        if (second.IsForeign || (mustSucceed && !second.Succeeded))
        {
            return $"again it ends as {second.Word}";
        }

        // whoever makes a call again because its answer was lost may tell twice that it was made, and change nothing
        var now = await copy.ChangesAsync(world, wasTold);
        return Difference.Of(wasTold ? plan.ToldChanges : plan.Changes, now) is { } difference ? $"again it ends as {second.Word}, and {difference}" : null;
    }

    private sealed record Plan(WorkingCall Call, IReadOnlyList<string> Operations, IReadOnlyList<string> ToldChanges, IReadOnlyList<string> Changes);
}

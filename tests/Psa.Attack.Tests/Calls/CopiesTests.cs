namespace Psa.Attack.Tests.Calls;

/// <summary>Attacks read only what may have changed since a world was copied: they miss nothing by it, and the next copy is whole again.</summary>
public sealed class CopiesTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Slices.Of), 1, 30, MemberType = typeof(Slices))]
    public async Task All_that_a_call_changes_is_seen_and_taken_back(string store, int each)
    {
        var copies = new Copies(store);
        var (working, ours, theirs) = (await WorkingCalls.InFullAsync(), await World.FullAsync(), await World.OthersAsync());
        var tally = new Tally(output, $"copies on {copies}");
        foreach (var call in Tally.Slice(working.First.Where(static call => call.Writes), each))
        {
            var copy = await copies.NewAsync(ours, theirs);
            await World.Open(copy.Store).CallAsync(call);
            var isSeen = await IsAllAsync(copy, await copy.NowAsync(ours)) && await IsAllAsync(copy, await copy.NowAsync(theirs));
            copy = await copies.NewAsync(ours, theirs);
            var isBack = await IsAllAsync(copy, ours.Records) && await IsAllAsync(copy, theirs.Records);
            tally.Count($"{call.Call}", isSeen ? isBack ? null : "isn't taken back" : "isn't seen");
        }

        tally.Check();
    }

    private static async Task<bool> IsAllAsync(Copy copy, Snapshot records) => records.HoldsTheSameAs(await Snapshot.TakeAsync(copy.Store, records.Tenant));
}

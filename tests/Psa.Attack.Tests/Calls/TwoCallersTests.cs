using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>
/// Two calls that have to do with each other are made at once in the worst order. The store then holds what it holds when one comes after the other, in one of the two orders,
/// and both were told so; or the first one is told that somebody else was first, and only the second one did something.
/// </summary>
public sealed class TwoCallersTests(ITestOutputHelper output)
{
    private readonly Copies _inTurn = Copies.InMemory;

    [Theory]
    [MemberData(nameof(Slices.Of), 12, 240, MemberType = typeof(Slices))]
    public async Task Two_callers_at_once_do_what_two_in_turn_do(string store, int each) =>
        await AttackAsync(new Copies(store), await WorkingCalls.InFullAsync(), each, deep: store == "memory" ? 8 : 1);

    [Theory]
    [MemberData(nameof(Slices.Of), 1, 30, MemberType = typeof(Slices))]
    public async Task Two_callers_at_once_set_a_tenant_up_as_two_in_turn_do(string store, int each) =>
        await AttackAsync(new Copies(store), await WorkingCalls.InBareAsync(), each, deep: 8);

    private async Task<string?> TryAsync(Copies copies, World world, Race race)
    {
        var raced = await race.RunAsync(copies, world);
        if (raced.IsForeign)
        {
            return raced.Words;
        }

        if (Invariants.Broken(raced.Now).ToList() is { Count: > 0 } broken)
        {
            return $"{string.Join(", ", broken)} ({raced.Words})";
        }

        var inTurn = await Race.InTurnAsync(_inTurn, world, race.First, race.Second);
        if (raced.Equal(inTurn.Words, inTurn))
        {
            return null;
        }

        var other = await Race.InTurnAsync(_inTurn, world, race.Second, race.First);
        if (raced.Equal($"{other.Second.Word} and {other.First.Word}", other))
        {
            return null;
        }

        if (raced.FirstLost && raced.Equal($"{raced.First.Word} and {other.First.Word}", await Race.InTurnAsync(_inTurn, world, race.Second, null)))
        {
            return null;
        }

        // who comes while a billing run is underway may be told so
        if (race.First.Commits > 1 && raced.Second.Failure is PsaException && await Race.InTurnAsync(_inTurn, world, race.First, null) is var alone && raced.Equal($"{alone.First.Word} and {raced.Second.Word}", alone))
        {
            return null;
        }

        // who takes a run back that is underway leaves what both in turn leave
        if (race.First.Commits > 1 && (raced.EqualInTheEnd(inTurn.Words, inTurn) || raced.EqualInTheEnd($"{other.Second.Word} and {other.First.Word}", other)))
        {
            return null;
        }

        // who would be refused behind the other may be told so in other words: some of what it read was from before
        if (raced.First.Failure is PsaException && other.Second.Failure is PsaException && raced.Equal($"{raced.First.Word} and {other.First.Word}", other))
        {
            return null;
        }

        // who makes the same call at once may have done it together
        if (race.IsOfSame && raced.First.Succeeded && raced.Second.Succeeded && raced.Equal(raced.Words, await Race.InTurnAsync(_inTurn, world, race.Second, null)))
        {
            return null;
        }

        if (await IsEqualOnceReviewedAsync(copies, world, race))
        {
            return null;
        }

        return $"ends as {raced.Words}; in turn as {inTurn.Words} and {Difference.Of(inTurn.Changes, raced.Changes) ?? "the same"}; or as {other.Second.Word} and {other.First.Word} and {Difference.Of(other.Changes, raced.Changes) ?? "the same"}"
            + $" — {race.First} while {race.Second}";
    }

    // two who cross a limit of credit only together don't notice it
    private async Task<bool> IsEqualOnceReviewedAsync(Copies copies, World world, Race race)
    {
        var raced = await race.RunAsync(copies, world, isReviewed: true);
        var inTurn = await Race.InTurnAsync(_inTurn, world, race.First, race.Second, isReviewed: true);
        var other = await Race.InTurnAsync(_inTurn, world, race.Second, race.First, isReviewed: true);
        return raced.EqualOnceReviewed(inTurn.Words, inTurn) || raced.EqualOnceReviewed($"{other.Second.Word} and {other.First.Word}", other);
    }

    private async Task AttackAsync(Copies copies, WorkingCalls working, int each, int deep)
    {
        var tally = new Tally(output, $"two callers on {copies}");
        foreach (var race in new Races(working).Of(Depth.Of(1, deep), each))
        {
            tally.Count($"{race}", await TryAsync(copies, working.World, race));
        }

        tally.Check();
    }
}

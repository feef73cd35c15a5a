using FsCheck;
using FsCheck.Fluent;
using Psa.Customers;
using Psa.Testing;

namespace Psa.Domain.Tests.Work;

/// <summary>Whatever is approved and taken back in whatever order, early or late: every minute is in a lot or priced, once, and what was bought is consumed, left or expired on every day.</summary>
public sealed class BlockProperties
{
    [Fact]
    public void Every_minute_is_once_in_a_lot_or_priced_and_no_hour_is_lost()
    {
        var tally = new Dictionary<BlockStepKind, int>();
        var (split, carried, handed) = (0, 0, 0);
        PropertyCheck.That(
            Prop.ForAll(Arb.From(AHistory()), Play),
            maxTest: 1_000,
            endSize: 25,
            tally);
        Assert.True(split > 0 && carried > 0 && handed > 0, $"{split} histories split, {carried} carried, {handed} handed");

        bool Play(History history)
        {
            var play = new BlockPlay(history.Lots, history.Step, history.RoundUp);
            foreach (var one in history.Steps)
            {
                tally[one.Kind] = tally.GetValueOrDefault(one.Kind) + (play.Do(one) ? 1 : 0);
            }

            play.TakeAllBack();
            var seen = play.Seen;
            (split, carried, handed) = (split + (seen.IsSplit ? 1 : 0), carried + (seen.IsCarried ? 1 : 0), handed + (seen.IsHanded ? 1 : 0));
            return true;
        }
    }

    private static Gen<History> AHistory() =>
        from step in Gen.Elements(0, 6, 10, 15, 60)
        from roundUp in Gen.Elements(TimeRoundUp.Total, TimeRoundUp.Total, TimeRoundUp.Entry)
        from lots in SomeLots()
        from steps in SomeSteps()
        select new History(step, roundUp, lots, steps);

    private static Gen<List<(int First, int Days, int Carried, int Minutes, int CarryOver)>> SomeLots() =>
        from count in Gen.Choose(0, 4)
        from lots in Gen.ListOf(ALot(), count)
        select lots.ToList();

    private static Gen<List<BlockStep>> SomeSteps() =>
        from count in Gen.Choose(2, 24)
        from steps in Gen.ListOf(AStep(), count)
        select steps.ToList();

    private static Gen<(int First, int Days, int Carried, int Minutes, int CarryOver)> ALot() =>
        from first in Gen.Choose(0, 40)
        from days in Gen.Choose(1, 30)
        from carried in Gen.Choose(1, 30)
        from minutes in Gen.Elements(1, 20, 60, 300)
        from carryOver in Gen.Elements(0, 15, 60, 1_000)
        select (first, days, carried, minutes, carryOver);

    private static Gen<BlockStep> AStep() =>
        from kind in Gen.Elements(BlockStepKind.Approve, BlockStepKind.Approve, BlockStepKind.Unapprove)
        from which in Gen.Choose(0, 30)
        from day in Gen.Choose(0, 70)
        from minutes in Gen.Elements(0, 1, 5, 7, 15, 22, 60, 100)
        select new BlockStep(kind, which, day, minutes);

    private sealed record History(int Step, TimeRoundUp RoundUp, List<(int First, int Days, int Carried, int Minutes, int CarryOver)> Lots, List<BlockStep> Steps);
}

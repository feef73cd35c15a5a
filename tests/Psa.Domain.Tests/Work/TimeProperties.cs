using FsCheck;
using FsCheck.Fluent;
using Psa.Customers;
using Psa.Testing;

namespace Psa.Domain.Tests.Work;

/// <summary>Whatever is logged, approved, taken back, billed and decided in whatever order: what stands as billed is what the approved minutes come to, and each entry is billed once.</summary>
public sealed class TimeProperties
{
    [Fact]
    public void Any_history_bills_what_is_approved()
    {
        var tally = new Dictionary<TimeStepKind, int>();
        var transitions = new HashSet<string>(StringComparer.Ordinal);
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from step in Gen.Elements(0, 1, 1, 6, 10, 15, 60)
                    from roundUp in Gen.Elements(TimeRoundUp.Total, TimeRoundUp.Total, TimeRoundUp.Entry)
                    from count in Gen.Choose(4, 24)
                    from steps in Gen.ListOf(AStep(), count)
                    select (Step: step, RoundUp: roundUp, Steps: steps.ToList())),
                history => PlayAsync(history.Step, history.RoundUp, history.Steps, tally, transitions).GetAwaiter().GetResult()),
            maxTest: 400,
            endSize: 25,
            tally);
        Assert.Equal(["Approved Submitted", "Submitted Approved"], transitions.Order(StringComparer.Ordinal));
    }

    private static Gen<TimeStep> AStep() =>
        from kind in Gen.Frequency(
            (3, Gen.Elements(TimeStepKind.Log, TimeStepKind.LogMore)),
            (4, Gen.Elements(TimeStepKind.ApproveOne, TimeStepKind.ApproveOne, TimeStepKind.ApproveAll)),
            (1, Gen.Elements(TimeStepKind.ApproveFree, TimeStepKind.ApproveCovered, TimeStepKind.ApproveOfLot)),
            (4, Gen.Constant(TimeStepKind.Unapprove)),
            (2, Gen.Elements(TimeStepKind.Bill, TimeStepKind.RollBack)),
            (3, Gen.Elements(TimeStepKind.Cancel, TimeStepKind.Override, TimeStepKind.Override, TimeStepKind.Move, TimeStepKind.Release, TimeStepKind.Credit, TimeStepKind.Credit)))
        from which in Gen.Choose(0, 30)
        from minutes in Gen.Elements(0, 1, 5, 7, 15, 22, 60, 60, 60, 60, 60, 60, 100) // often as many, so that what is taken back and what is approved even out
        select new TimeStep(kind, which, minutes);

    private static async Task<bool> PlayAsync(int step, TimeRoundUp roundUp, List<TimeStep> steps, Dictionary<TimeStepKind, int> tally, HashSet<string> transitions)
    {
        var play = await TimePlay.OpenAsync(step, roundUp);
        foreach (var one in steps)
        {
            if (await play.DoAsync(one))
            {
                tally[one.Kind] = tally.GetValueOrDefault(one.Kind) + 1;
            }
        }

        await play.TakeAllBackAsync();
        transitions.UnionWith(play.Transitions);
        return true;
    }
}

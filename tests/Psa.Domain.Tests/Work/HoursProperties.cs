using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Work;

/// <summary>Whatever is sold, billed, taken back, logged, approved and un-approved in whatever order: each approved minute is of a lot or at a price, once, and every lot adds up on every day.</summary>
public sealed class HoursProperties
{
    [Fact]
    public void Any_history_of_lots_and_time_adds_up()
    {
        var tally = new Dictionary<HoursStepKind, int>();
        var (covered, priced, split, expired) = (0, 0, 0, 0);
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from step in Gen.Elements(0, 10, 15)
                    from carryOver in Gen.Elements(0, 30, 120)
                    from count in Gen.Choose(6, 24)
                    from steps in Gen.ListOf(AStep(), count)
                    select (Step: step, CarryOver: carryOver, Steps: steps.ToList())),
                history => PlayAsync(history.Step, history.CarryOver, history.Steps).GetAwaiter().GetResult()),
            maxTest: 120,
            endSize: 25,
            tally);
        Assert.True(covered > 0 && priced > 0 && split > 0 && expired > 0, $"{covered} histories covered, {priced} priced, {split} split, {expired} expired");

        async Task<bool> PlayAsync(int step, int carryOver, List<HoursStep> steps)
        {
            var play = await HoursPlay.OpenAsync(step, carryOver);
            foreach (var one in steps)
            {
                tally[one.Kind] = tally.GetValueOrDefault(one.Kind) + (await play.DoAsync(one) ? 1 : 0);
            }

            var seen = play.Seen;
            (covered, priced, split, expired) = (covered + (seen.Covered ? 1 : 0), priced + (seen.Priced ? 1 : 0), split + (seen.Split ? 1 : 0), expired + (seen.Expired ? 1 : 0));
            return true;
        }
    }

    private static Gen<HoursStep> AStep() =>
        from kind in Gen.Frequency(
            (1, Gen.Elements(HoursStepKind.SellOnce, HoursStepKind.EndRetainer, HoursStepKind.Cancel)),
            (3, Gen.Elements(HoursStepKind.Bill, HoursStepKind.Calculate, HoursStepKind.RollBack)),
            (7, Gen.Elements(HoursStepKind.Log, HoursStepKind.Log, HoursStepKind.Approve, HoursStepKind.ApproveAll, HoursStepKind.Unapprove)))
        from which in Gen.Choose(0, 30)
        from day in Gen.Choose(0, 110)
        from minutes in Gen.Elements(1, 7, 15, 22, 60, 100)
        select new HoursStep(kind, which, day, minutes);
}

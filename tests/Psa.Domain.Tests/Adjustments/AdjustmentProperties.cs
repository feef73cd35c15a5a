using FsCheck;
using FsCheck.Fluent;
using Psa.Adjustments;
using Psa.Testing;
using static Psa.Domain.Tests.Adjustments.Panes;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Whatever is selected, changed, removed and taken back in whatever order: all adjustments together are what was performed less what was billed.</summary>
public sealed class AdjustmentProperties
{
    [Fact]
    public void All_adjustments_together_are_performed_less_billed()
    {
        var tally = new Dictionary<AdjustmentStepKind, int>();
        PropertyCheck.That(Prop.ForAll(Arb.From(AHistory()), Play), maxTest: 2_000, endSize: 30, tally);

        void Play((List<AdjustmentPlay.ModelLine> Lines, List<(AdjustmentStepKind Kind, int Which, int First, int Days, int Value)> Steps) history)
        {
            var play = new AdjustmentPlay(history.Lines);
            foreach (var (kind, which, first, days, value) in history.Steps)
            {
                var happened = kind switch
                {
                    AdjustmentStepKind.Adjust => play.Adjust(which, first, days),
                    AdjustmentStepKind.Change => play.Change(which, value / 1000m),
                    AdjustmentStepKind.Remove => play.Change(which, 0m),
                    _ => play.Cancel(which),
                };
                tally[kind] = tally.GetValueOrDefault(kind) + (happened ? 1 : 0);
            }

            play.Close();
        }
    }

    [Fact]
    public void Swapping_the_panes_negates() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(from left in SomeLines("L") from right in SomeLines("R") select (left, right)),
            static of =>
            {
                var panes = new Panes();
                var (one, other) = (panes.Compare(of.left, of.right, Month(1)), panes.Compare(of.right, of.left, Month(1)));
                Assert.Equal(
                    one.Differences.AsEnumerable().Select(static difference => (difference.Buyer, difference.TaxCode, -difference.Amount.Amount)),
                    other.Differences.AsEnumerable().Select(static difference => (difference.Buyer, difference.TaxCode, difference.Amount.Amount)));
            }),
        maxTest: 2_000);

    [Fact]
    public void Splitting_a_line_of_one_price_changes_nothing() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(from others in SomeLines("L") from price in Gen.Choose(1, 99_999) from parts in Gen.NonEmptyListOf(Gen.Choose(-50, 300)) select (others, price, parts)),
            static of =>
            {
                var panes = new Panes();
                AdjustmentLine Part(string id, decimal quantity) => Performed(id, of.price / 1000m, quantity: quantity);
                var whole = panes.Compare(of.others, [Part("whole", of.parts.Sum() / 8m)]);
                var split = panes.Compare(of.others, [.. of.parts.Select((part, i) => Part($"{i}", part / 8m))]);
                Assert.Equal(AmountOf(whole), AmountOf(split));
            }),
        maxTest: 2_000);

    private static Gen<AdjustmentLine[]> SomeLines(string name) =>
        from lines in Gen.ListOf(
            from value in Gen.Choose(-20_000, 50_000)
            from code in Gen.Elements("S", "Z")
            from customer in Gen.Elements("A", "B")
            from first in Gen.Choose(-20, 40)
            from days in Gen.Choose(1, 60)
            from hasPeriod in Gen.Elements(true, false)
            select (value, code, customer, Period: hasPeriod ? DatePeriod.Create(Quarter.Start.PlusDays(first), Quarter.Start.PlusDays(first + days)) : (DatePeriod?)null))
        select lines.Select((line, i) => Billed($"{name}{i}", line.value / 100m, line.code, line.customer, line.Period)).ToArray();

    private static Gen<(List<AdjustmentPlay.ModelLine> Lines, List<(AdjustmentStepKind Kind, int Which, int First, int Days, int Value)> Steps)> AHistory() =>
        from lines in Gen.ListOf(ALine(), 8)
        from count in Gen.Choose(2, 14)
        from steps in Gen.ListOf(AStep(), count)
        select (lines.Select(static (line, i) => line(i)).ToList(), steps.ToList());

    private static Gen<Func<int, AdjustmentPlay.ModelLine>> ALine() =>
        from isBilled in Gen.Elements(true, true, false)
        from customer in Gen.Elements("A", "B")
        from code in Gen.Elements("S", "Z")
        from value in Gen.Choose(-30_000, 90_000)
        from date in Gen.Choose(0, 89)
        from first in Gen.Choose(0, 60)
        from days in Gen.Choose(1, 30)
        from hasPeriod in Gen.Elements(true, false)
        select (Func<int, AdjustmentPlay.ModelLine>)(i => new($"{i}", isBilled, customer, code, isBilled || hasPeriod ? Math.Round(value / 1000m, 2) : value / 1000m, hasPeriod ? (first, days) : null, date));

    private static Gen<(AdjustmentStepKind Kind, int Which, int First, int Days, int Value)> AStep() =>
        from kind in Gen.Elements(AdjustmentStepKind.Adjust, AdjustmentStepKind.Adjust, AdjustmentStepKind.Adjust, AdjustmentStepKind.Change, AdjustmentStepKind.Remove, AdjustmentStepKind.Cancel)
        from which in Gen.Choose(0, 255)
        from first in Gen.Choose(0, 80)
        from days in Gen.Choose(1, 90)
        from value in Gen.Choose(1, 90_000)
        select (kind, which, first, days, value);
}

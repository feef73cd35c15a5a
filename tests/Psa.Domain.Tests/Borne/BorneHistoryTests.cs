using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Domain.Tests.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.Borne;

/// <summary>
/// The law of money: whatever happened in whatever order, what a customer bears of each period is what the final facts and decisions ask, counted day by day from the facts by code that shares nothing with the library.
/// </summary>
public sealed class BorneHistoryTests
{
    // how often each kind of thing changed something
    private static readonly ConcurrentDictionary<FactKind, int> Happened = new();

    private static Arbitrary<History> Histories { get; } = Arb.From(
        from cycle in Gen.Choose(0, FactSteps.Cycles.Length - 1)
        from timing in Gen.Elements(Enum.GetValues<BillingTiming>())
        from policy in Gen.Choose(0, FactSteps.Policies.Length - 1)
        from scheme in Gen.Choose(0, FactSteps.Metered.Length - 1)
        from metered in Gen.Elements(true, false)
        from aggregation in Gen.Elements(Enum.GetValues<UsageAggregation>())
        from count in Gen.Choose(2, 24)
        from steps in Gen.ArrayOf(Steps(), count)
        select new History(cycle, timing, policy, scheme, metered, aggregation, steps),
        Shrink);

    [Fact]
    public void Whatever_happened_the_customer_bears_what_final_facts_and_decisions_ask() =>
        PropertyCheck.That(
            Prop.ForAll(Histories, history =>
            {
                var book = Play(history);
                var through = book.Highest > new LocalDate(2025, 6, 30) ? book.Highest.Value : new(2025, 6, 30);
                var obstacles = book.Run(through).Obstacles;
                Assert.All(obstacles, obstacle => Assert.Equal(ChargeErrors.NegativeUsage, obstacle.Code));
                Check(book, through, [.. obstacles.Select(obstacle => obstacle.Group)]);
            }),
            maxTest: 1000,
            endSize: 100,
            tally: Happened);

    private static void Check(Book book, LocalDate through, HashSet<string> obstructed)
    {
        book.Items.ForEach(LineLaws.Hold);
        var facts = PlainFacts.Of(book.Contract, book.Part, book.Usage.Values);
        var last = book.Items.Count == 0 ? book.Highest!.Value : LocalDate.Max(book.Highest!.Value, book.Items.Max(i => i.PeriodStart!.Value));
        var expected = PlainExpected.Of(facts, last).ToDictionary(e => (e.Key.Period, PlainFacts.Of(e.Key.Charge)), e => e.Value);
        var refused = expected.Where(e => e.Value is null).Select(e => $"{e.Key.Item1:R}").ToHashSet();
        Assert.Empty(obstructed.Except(refused));
        Assert.Empty(PlainSlots.Of(facts, last).Where(slot => slot.End <= through.PlusDays(1)).Select(slot => $"{slot.First:R}").Where(refused.Contains).Except(obstructed));
        foreach (var period in Bearing.Periods(book.Items))
        {
            var (items, key) = (period.Select(PlainFacts.Of).ToList(), (period.Key.Slot, period.Key.Charge));
            var counting = items.FindAll(i => !i.IsReleased);
            if (counting.Count == 0)
            {
                continue; // released and not due again: that it is billed anew shows below
            }

            if ((expected.TryGetValue(key, out var computed) ? computed : 0) is not { } due)
            {
                continue; // usage below zero without a price: what was billed stays until somebody mends it
            }

            Assert.Equal((key, PlainDecisions.Target(items, due)), (key, counting.Sum(i => i.Borne)));
            Assert.Equal((key, due), (key, counting.Sum(i => i.Computed)));
        }

        // what is due was billed
        var billed = book.Items.Where(i => !i.Released).Select(i => (i.PeriodStart!.Value, i.Charge)).ToHashSet();
        var missing = expected.Where(e => e.Value is not (null or 0) && !billed.Contains(e.Key)).Select(e => e.Key).ToList();
        var fallen = book.Expected(book.Highest!.Value).Where(e => !e.Value.IsZero).Select(e => (e.Key.Slot, e.Key.Charge));
        Assert.Empty(fallen.Intersect(missing));
    }

    private static Book Play(History history)
    {
        // what counts months can't measure weeks
        var policy = FactSteps.Cycles[history.Cycle].Unit == CycleUnit.Weeks ? history.Policy % FactSteps.PoliciesOfWeeks : history.Policy;
        var contract = Book.AContract(FactSteps.Cycles[history.Cycle], history.Timing, FactSteps.Policies[policy]);
        var scheme = history.Metered ? FactSteps.Metered[history.Scheme % FactSteps.Metered.Length] : FactSteps.Schemes[history.Scheme % FactSteps.Schemes.Length];
        var book = new Book(contract, Book.APart(contract, history.Metered ? QuantitySource.Usage("svc", history.Aggregation) : QuantitySource.Fixed, scheme, 3m, 10.01m));
        Assert.Empty(book.Contract.Validate(book.Part));
        foreach (var step in history.Steps)
        {
            var before = book.Mark();
            FactSteps.Apply(book, step);
            if (book.Mark() != before)
            {
                Happened.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
            }
        }

        return book;
    }

    private static Gen<FactStep> Steps() =>
        from kind in Gen.Frequency(
            (6, Gen.Constant(FactKind.Run)),
            (2, Gen.Constant(FactKind.Issue)),
            (10, Gen.Elements(Enum.GetValues<FactKind>())),
            (4, Gen.Elements(FactKind.Cancel, FactKind.Override, FactKind.Move, FactKind.Credit, FactKind.Release)))
        from day in Gen.Choose(0, 540)
        from length in Gen.Choose(0, 80)
        from amount in Gen.Choose(1, 2000)
        select new FactStep(kind, day, length, amount / 100m);

    private static IEnumerable<History> Shrink(History history)
    {
        for (var i = 0; i < history.Steps.Length; i++)
        {
            yield return history with { Steps = [.. history.Steps[..i], .. history.Steps[(i + 1)..]] };
        }

        foreach (var simpler in new[] { history with { Cycle = 0 }, history with { Policy = 0 }, history with { Scheme = 0 }, history with { Metered = false }, history with { Aggregation = UsageAggregation.Sum } })
        {
            if (simpler != history)
            {
                yield return simpler;
            }
        }
    }

    private sealed record History(int Cycle, BillingTiming Timing, int Policy, int Scheme, bool Metered, UsageAggregation Aggregation, FactStep[] Steps)
    {
        public override string ToString() =>
            $"{FactSteps.Cycles[Cycle]} {Timing} {FactSteps.Policies[Policy].Style} {FactSteps.Policies[Policy].Basis} {FactSteps.Policies[Policy].EffectiveDay} scheme {Scheme} metered={Metered} {Aggregation}\n      {string.Join("\n      ", Steps.Select(s => $"{s.Kind} {Book.Start.PlusDays(s.Day):R} +{s.Length} {s.Amount}"))}";
    }
}

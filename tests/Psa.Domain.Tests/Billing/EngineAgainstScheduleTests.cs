using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.Billing;

/// <summary>What a run bills of a part against the periods that <see cref="BillingSchedule"/> finds due and <see cref="Proration"/> prices.</summary>
public sealed class EngineAgainstScheduleTests
{
    private const int Runs = 40_000;

    private static readonly ProrationPolicy[] Policies =
    [
        ProrationPolicy.Default, ProrationPresets.KillBill, ProrationPresets.ConnectWise,
        ProrationPolicy.Default with { Basis = ProrationBasis.FullPeriod }, ProrationPolicy.Default with { Basis = ProrationBasis.Waive },
    ];

    private static readonly ProrationPolicy[] PoliciesOfMonths =
    [
        .. Policies, ProrationPresets.ZuoraAssume30, ProrationPresets.ZuoraStrict30360, ProrationPolicy.Default with { Basis = ProrationBasis.MonthsThenDays },
        ProrationPolicy.Default with { Basis = ProrationBasis.FixedDaysAYear(360) },
    ];

    [Fact]
    public void A_run_bills_the_periods_that_the_schedule_finds_due()
    {
        var (cases, periods, empty) = (0, 0, 0);
        PropertyCheck.That(
            Prop.ForAll(Givens(), given =>
            {
                var due = given.Due();
                (cases, periods, empty) = (cases + 1, periods + due.Count, empty + (due.Count == 0 ? 1 : 0));
                Assert.Equal(due, given.Billed([given.Through]));
                Assert.Equal(due, given.Billed([given.Before, given.Through]));
                return true;
            }),
            Runs);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases, {periods} periods, {empty} cases without any, 0 differ"));
    }

    private static Arbitrary<Given> Givens() => Arb.From(
        from months in Gen.Choose(-5, 24)
        from day in Gen.Choose(1, 31)
        from anniversary in Gen.Choose(0, 3)
        from contractStart in Gen.Choose(0, 4000)
        from partStart in Gen.Choose(0, 500)
        from length in Gen.Choose(-200, 900)
        from through in Gen.Choose(-100, 1500)
        from before in Gen.Choose(0, 600)
        from timing in Gen.Elements(BillingTiming.InAdvance, BillingTiming.InArrears)
        from policy in Gen.Elements(months <= 0 ? Policies : PoliciesOfMonths)
        from price in Gen.Choose(1_000_000, 9_999_999)
        let origin = new LocalDate(2020, 1, 1).PlusDays(contractStart)
        let start = origin.PlusDays(partStart)
        let cycle = months <= 0 ? BillingCycle.EveryWeeks(1 + (day % 13), origin.PlusDays(day)) : BillingCycle.EveryMonths(months)
        select new Given(
            months <= 0 || anniversary == 0 ? cycle : cycle.OnDay(day),
            timing,
            policy,
            origin,
            start,
            length < 0 ? null : start.PlusDays(length),
            start.PlusDays(through - before),
            start.PlusDays(through),
            price / 100m));

    private sealed record Given(
        BillingCycle Cycle, BillingTiming Timing, ProrationPolicy Policy, LocalDate Origin, LocalDate Start, LocalDate? EndExclusive, LocalDate Before, LocalDate Through, decimal Price)
    {
        public List<Bill> Due()
        {
            var bills = new List<Bill>();
            foreach (var due in BillingSchedule.Create(Cycle.AnchoredAt(Origin), Timing, Start, EndExclusive).DueThrough(Through))
            {
                var frame = new ProrationFrame(Policy.Basis, Cycle.AnchoredAt(Origin), due.Full, [due.Covered]);
                var net = Proration.Charge(frame, [new(due.Covered.Start, ExactAmount.Of(Price, Currency.EUR))], Policy, Rounding.HalfUp);
                if (!net.IsZero)
                {
                    bills.Add(new(due.Full, due.Covered, net));
                }
            }

            return bills;
        }

        public List<Bill> Billed(ReadOnlySpan<LocalDate> dates)
        {
            var contract = Book.AContract(Cycle, Timing, Policy) with { EffectiveFrom = Origin, Cycles = [new(Origin, Cycle, Timing)] };
            var part = Book.APart(contract, QuantitySource.Fixed, PricingScheme.PerUnit, 1m, Price) with { EffectiveFrom = Start, LastDay = EndExclusive?.PlusDays(-1) };
            var book = new Book(contract, part);
            foreach (var date in dates)
            {
                Assert.Null(book.Run(date).Obstacle);
            }

            return [.. book.Items.Select(Bill.Of)];
        }
    }

    private sealed record Bill(DatePeriod Full, DatePeriod Covered, Money Net)
    {
        public static Bill Of(SalesItem item) => new(item.Basis!.Period, item.Period!.Value, item.Net);
    }
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>Which periods of a part fall due by the date of a run: against a walk over all of them.</summary>
public sealed class DuePeriodTests
{
    private const int Runs = 2000;

    private static readonly ProrationPolicy[] Policies =
    [
        ProrationPolicy.Default, ProrationPolicy.KillBill, ProrationPolicy.ConnectWise,
        ProrationPolicy.Default with { Basis = ProrationBasis.FullPeriod }, ProrationPolicy.Default with { Basis = ProrationBasis.Waive },
    ];

    private static readonly ProrationPolicy[] PoliciesOfMonths =
    [
        .. Policies, ProrationPolicy.ZuoraAssume30, ProrationPolicy.ZuoraStrict30360, ProrationPolicy.Default with { Basis = ProrationBasis.MonthsThenDays },
        ProrationPolicy.Default with { Basis = ProrationBasis.FixedDaysAYear(360) },
    ];

    [Fact]
    public void What_goes_on_until_a_scheme_of_costs_begins_rises_all_the_same()
    {
        var book = ExplanationTests.ABook(PricingScheme.PerUnit, 3m, 10m, BillingTiming.InAdvance, source: QuantitySource.Usage("svc"));
        book.Change(Book.Start, contract => contract with { Escalations = [new(new(2024, 1, 20), Percent.Of(10m))] });
        var billed = Assert.Single(book.Run(Book.Start).Items);
        Assert.Equal(Money.Of(31.16m, Currency.EUR), billed.Computed); // 30.00 for 19 days, 33.00 for 12

        book.Change(new(2024, 1, 10), part: part => part with { Terms = [.. part.Terms, new(new(2024, 1, 10), Pricing: PricingScheme.CostPlus(Percent.Of(10m)))] });
        Assert.Empty(book.Run(Book.Start).Items);
    }

    [Fact]
    public void In_advance_a_period_is_due_on_its_first_covered_day()
    {
        var given = Of(BillingTiming.InAdvance, new(2025, 1, 10), new(2025, 3, 15));
        Assert.Empty(Covered(given, new(2025, 1, 9)));
        Assert.Equal([DatePeriod.Create(new(2025, 1, 10), new(2025, 2, 1))], Covered(given, new(2025, 1, 10)));
        Assert.Equal(2, Covered(given, new(2025, 2, 1)).Count);
        var last = given.Billed([new(2030, 1, 1)])[^1];
        Assert.Equal(DatePeriod.Create(new(2025, 3, 1), new(2025, 3, 15)), last.Covered);
        Assert.Equal(DatePeriod.Create(new(2025, 3, 1), new(2025, 4, 1)), last.Full);
    }

    [Fact]
    public void In_arrears_a_period_is_due_on_its_last_covered_day()
    {
        var given = Of(BillingTiming.InArrears, new(2025, 1, 10), new(2025, 3, 15));
        Assert.Empty(Covered(given, new(2025, 1, 30)));
        Assert.Single(Covered(given, new(2025, 1, 31)));
        Assert.Equal(2, Covered(given, new(2025, 3, 13)).Count);
        Assert.Equal(3, Covered(given, new(2025, 3, 14)).Count);
    }

    [Fact]
    public void Nothing_covered_is_never_due() => Assert.Empty(Covered(Of(BillingTiming.InAdvance, new(2025, 1, 10), new(2025, 1, 10)), new(2030, 1, 1)));

    [Fact]
    public void What_is_billed_is_what_a_walk_over_all_periods_finds_in_one_run_or_two() => PropertyCheck.That(
        Prop.ForAll(Givens(), given =>
        {
            var due = given.Walk();
            Assert.Equal(due, given.Billed([given.Through]));
            Assert.Equal(due, given.Billed([given.Before, given.Through]));
            return true;
        }),
        Runs);

    private static List<DatePeriod> Covered(Given given, LocalDate through) => [.. given.Billed([through]).Select(bill => bill.Covered)];

    private static Given Of(BillingTiming timing, LocalDate start, LocalDate end) =>
        new(BillingCycle.Monthly.OnDay(1), timing, ProrationPolicy.Default, start, start, end, start, start, 100m);

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
        public List<Bill> Walk()
        {
            var (bills, cycle) = (new List<Bill>(), Cycle.AnchoredAt(Origin));
            for (var full = cycle.PeriodAt(Start); full.Start <= Through; full = cycle.PeriodAt(full.EndExclusive))
            {
                var start = full.Start < Start ? Start : full.Start;
                var end = EndExclusive < full.EndExclusive ? EndExclusive.Value : full.EndExclusive;
                if (DatePeriod.TryCreate(start, end) is not { } covered || (Timing == BillingTiming.InAdvance ? covered.Start : covered.LastDay) > Through)
                {
                    continue;
                }

                var frame = new ProrationFrame(Policy.Basis, cycle, full, [covered]);
                var net = Proration.Charge(frame, [new(covered.Start, ExactAmount.Of(Price, Currency.EUR))], Policy, Rounding.HalfUp);
                if (!net.IsZero)
                {
                    bills.Add(new(full, covered, net));
                }
            }

            return bills;
        }

        public List<Bill> Billed(ReadOnlySpan<LocalDate> dates)
        {
            var contract = Book.AContract(Cycle, Timing, Policy) with { EffectiveFrom = Origin, Cycles = [new(Origin, Cycle, Timing, Policy)] };
            var part = Book.APart(contract, QuantitySource.Fixed, PricingScheme.PerUnit, 1m, Price) with { EffectiveFrom = Start, LastDay = EndExclusive?.PlusDays(-1) };
            var book = new Book(contract, part);
            foreach (var date in dates)
            {
                Assert.Empty(book.Run(date).Obstacles);
            }

            return [.. book.Items.Select(Bill.Of)];
        }
    }

    private sealed record Bill(DatePeriod Full, DatePeriod Covered, Money Net)
    {
        public static Bill Of(SalesItem item) => new(item.Basis!.Period, item.Period!.Value, item.Net);
    }
}

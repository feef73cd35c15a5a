using FsCheck.Fluent;
using FsCheck;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Charges;

public sealed class BillingScheduleTests
{
    private const int Runs = 600;

    [Fact]
    public void In_advance_a_period_is_due_on_its_first_covered_day()
    {
        var schedule = Of(BillingTiming.InAdvance, new(2025, 1, 10), new(2025, 3, 15));
        Assert.Empty(Due(schedule, new(2025, 1, 9)));
        Assert.Equal([DatePeriod.Create(new(2025, 1, 10), new(2025, 2, 1))], Due(schedule, new(2025, 1, 10)).Select(due => due.Covered));
        Assert.Equal(2, Due(schedule, new(2025, 2, 1)).Count);
        var all = Due(schedule, new(2030, 1, 1));
        Assert.Equal(DatePeriod.Create(new(2025, 3, 1), new(2025, 3, 15)), all[^1].Covered);
        Assert.Equal(DatePeriod.Create(new(2025, 3, 1), new(2025, 4, 1)), all[^1].Full);
        Assert.Equal([true, false, true], all.Select(due => due.IsStub));
    }

    [Fact]
    public void In_arrears_a_period_is_due_on_its_last_covered_day()
    {
        var schedule = Of(BillingTiming.InArrears, new(2025, 1, 10), new(2025, 3, 15));
        Assert.Empty(Due(schedule, new(2025, 1, 30)));
        Assert.Single(Due(schedule, new(2025, 1, 31)));
        Assert.Equal(2, Due(schedule, new(2025, 3, 13)).Count);
        Assert.Equal(3, Due(schedule, new(2025, 3, 14)).Count);
    }

    [Fact]
    public void Nothing_covered_is_never_due()
    {
        var schedule = Of(BillingTiming.InAdvance, new(2025, 1, 10), new(2025, 1, 10));
        Assert.Empty(Due(schedule, new(2030, 1, 1)));
        Assert.Null(schedule.At(schedule.FirstIndex));
    }

    [Fact]
    public void An_end_before_the_start_is_refused() =>
        Assert.Equal(CycleErrors.EndBeforeStart, Assert.Throws<RuleViolationException>(() => Of(BillingTiming.InAdvance, new(2025, 1, 10), new(2025, 1, 9))).Code);

    [Fact]
    public void A_bill_through_date_before_the_start_is_refused_when_asked()
    {
        var schedule = Of(BillingTiming.InAdvance, new(2025, 1, 10), null);
        Assert.Equal(CycleErrors.BillThroughBeforeStart, Assert.Throws<RuleViolationException>(() => schedule.RequireStartedBy(new(2025, 1, 9))).Code);
        Assert.Equal(schedule, schedule.RequireStartedBy(new(2025, 1, 10)));
    }

    [Fact]
    public void What_is_due_is_what_a_walk_over_all_periods_finds() => PropertyCheck.That(
        Prop.ForAll(Schedules(), x => Due(x.Schedule, x.BillThrough).SequenceEqual(Walk(x.Schedule, x.BillThrough))),
        Runs);

    [Fact]
    public void Due_periods_from_one_on_are_the_rest_of_all() => PropertyCheck.That(
        Prop.ForAll(Schedules(), Arb.From(Gen.Choose(0, 30)), (x, skip) =>
        {
            var rest = new List<DuePeriod>();
            var from = x.Schedule.FirstIndex + skip;
            var due = x.Schedule.DueThrough(x.BillThrough, from);
            foreach (var period in due)
            {
                rest.Add(period);
            }

            return rest.Count == due.Count && rest.SequenceEqual(Due(x.Schedule, x.BillThrough).Where(period => period.Index >= from));
        }),
        Runs);

    [Fact]
    public void What_is_due_ends_where_the_last_due_period_does() => PropertyCheck.That(
        Prop.ForAll(Schedules(), x =>
        {
            var due = Due(x.Schedule, x.BillThrough);
            var until = x.Schedule.DueUntil(x.BillThrough);
            return due.Count == 0 ? until is null || until == x.Schedule.Start : until == due[^1].Covered.EndExclusive;
        }),
        Runs);

    [Fact]
    public void What_is_due_only_grows_with_the_bill_through_date() => PropertyCheck.That(
        Prop.ForAll(Schedules(), Arb.From(Gen.Choose(0, 100)), (x, days) =>
        {
            var (now, later) = (Due(x.Schedule, x.BillThrough), Due(x.Schedule, x.BillThrough.PlusDays(days)));
            return later.Take(now.Count).SequenceEqual(now);
        }),
        Runs);

    private static IEnumerable<DuePeriod> Walk(BillingSchedule schedule, LocalDate billThrough)
    {
        for (var k = schedule.FirstIndex; k < schedule.FirstIndex + 400; k++)
        {
            if (schedule.At(k) is not { } period)
            {
                yield break;
            }

            if ((schedule.Timing == BillingTiming.InAdvance ? period.Covered.Start : period.Covered.LastDay) > billThrough)
            {
                yield break;
            }

            yield return period;
        }
    }

    private static List<DuePeriod> Due(BillingSchedule schedule, LocalDate billThrough)
    {
        var periods = new List<DuePeriod>();
        foreach (var period in schedule.DueThrough(billThrough))
        {
            periods.Add(period);
        }

        return periods;
    }

    private static BillingSchedule Of(BillingTiming timing, LocalDate start, LocalDate? end) =>
        BillingSchedule.Create(BillingCycle.Monthly.OnDay(1).AnchoredAt(start), timing, start, end);

    private static Arbitrary<Given> Schedules() => Arb.From(
        from months in Gen.Choose(0, 12)
        from day in Gen.Choose(1, 31)
        from contractStart in Gen.Choose(0, 4000)
        from partStart in Gen.Choose(0, 500)
        from length in Gen.Choose(-200, 900)
        from through in Gen.Choose(-100, 1500)
        from timing in Gen.Elements(BillingTiming.InAdvance, BillingTiming.InArrears)
        let origin = new LocalDate(2020, 1, 1).PlusDays(contractStart)
        let start = origin.PlusDays(partStart)
        let definition = months == 0 ? BillingCycle.EveryWeeks(day, origin.PlusDays(day)) : BillingCycle.EveryMonths(months).OnDay(day)
        select new Given(BillingSchedule.Create(definition.AnchoredAt(origin), timing, start, length < 0 ? null : start.PlusDays(length)), start.PlusDays(through)));

    private sealed record Given(BillingSchedule Schedule, LocalDate BillThrough);
}

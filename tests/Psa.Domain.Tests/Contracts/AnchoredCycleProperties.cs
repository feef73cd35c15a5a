using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

/// <summary>The closed form of boundaries against a reference that walks month by month from the anchor (spec 1, T3).</summary>
public sealed class AnchoredCycleProperties
{
    private const int Runs = 1000;

    [Fact]
    public void Boundaries_are_the_anchor_day_clamped_and_never_drift() => PropertyCheck.That(
        Prop.ForAll(Cycles(), x =>
        {
            var month = x.Cycle.Boundary(0).ToYearMonth();
            for (var k = 0; k < 40; k++)
            {
                var expected = month.OnDayOfMonth(Math.Min(x.Day, month.ToDateInterval().Length));
                if (x.Cycle.Boundary(k) != expected || x.Cycle.MonthBoundary(k * x.Months) != expected)
                {
                    return false;
                }

                month = month.PlusMonths(x.Months);
            }

            return true;
        }),
        Runs);

    [Fact]
    public void Period_zero_holds_the_start_and_calendar_boundaries_follow_the_start_month() => PropertyCheck.That(
        Prop.ForAll(Cycles(), x =>
        {
            var month = x.Start.ToYearMonth();
            var own = month.OnDayOfMonth(Math.Min(x.Day, month.ToDateInterval().Length));
            var later = month.PlusMonths(x.Months);
            var first = own >= x.Start ? own : later.OnDayOfMonth(Math.Min(x.Day, later.ToDateInterval().Length));
            return x.Cycle.Period(0).Contains(x.Start) && x.Cycle.BoundaryOnOrAfter(x.Start) == first;
        }),
        Runs);

    [Fact]
    public void Periods_tile_the_days() => PropertyCheck.That(
        Prop.ForAll(AnyCycles(), Arb.From(Gen.Choose(-200, 200)), (cycle, k) =>
            cycle.Period(k).EndExclusive == cycle.Period(k + 1).Start && cycle.Period(k).Length >= (cycle.Months > 0 ? 28 * cycle.Months : 7 * cycle.Weeks)),
        Runs);

    [Fact]
    public void Every_day_lies_in_the_period_of_its_index() => PropertyCheck.That(
        Prop.ForAll(AnyCycles(), Days(), (cycle, day) =>
        {
            var k = cycle.IndexOf(day);
            return cycle.Boundary(k) <= day && day < cycle.Boundary(k + 1) && cycle.PeriodAt(day) == cycle.Period(k) && cycle.IndexOf(cycle.Boundary(k)) == k;
        }),
        Runs);

    [Fact]
    public void Boundaries_around_a_day_are_the_nearest() => PropertyCheck.That(
        Prop.ForAll(AnyCycles(), Days(), (cycle, day) =>
        {
            var (period, on) = (cycle.PeriodAt(day), cycle.BoundaryOnOrAfter(day));
            return day <= on
                && on == (period.Start == day ? day : period.EndExclusive)
                && cycle.PeriodAt(period.Start) == period
                && cycle.IndexOf(period.EndExclusive) == cycle.IndexOf(day) + 1;
        }),
        Runs);

    [Fact]
    public void Months_inside_a_period_tile_it() => PropertyCheck.That(
        Prop.ForAll(Cycles(), Days(), (x, day) =>
        {
            var month = x.Cycle.MonthIndexOf(day);
            return x.Cycle.MonthBoundary(month) <= day && day < x.Cycle.MonthBoundary(month + 1);
        }),
        Runs);

    [Fact]
    public void Two_starts_in_one_period_share_the_boundaries() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Gen.Choose(1, 31)), Days(), (day, start) =>
        {
            var definition = BillingCycle.Monthly.OnDay(day);
            var period = definition.AnchoredAt(start).Period(0);
            return Enumerable.Range(0, period.Length).All(offset => definition.AnchoredAt(period.Start.PlusDays(offset)).Period(0) == period);
        }),
        Runs);

    private static Arbitrary<CycleFromStart> Cycles() => Arb.From(
        from months in Gen.Frequency((5, Gen.Choose(1, 12)), (1, Gen.Choose(1, 60)))
        from day in Gen.Choose(0, 31)
        from start in Days().Generator
        let definition = day == 0 ? BillingCycle.EveryMonths(months) : BillingCycle.EveryMonths(months).OnDay(day)
        select new CycleFromStart(definition.AnchoredAt(start), months, day == 0 ? start.Day : day, start));

    private static Arbitrary<AnchoredCycle> AnyCycles() => Arb.From(Gen.Frequency(
        (3, Cycles().Generator.Select(x => x.Cycle)),
        (1, from weeks in Gen.Choose(1, 520)
            from anchor in Days().Generator
            from start in Days().Generator
            select BillingCycle.EveryWeeks(weeks, anchor).AnchoredAt(start))));

    private static Arbitrary<LocalDate> Days() => Arb.From(Gen.Choose(-20_000, 40_000).Select(days => new LocalDate(2000, 1, 1).PlusDays(days)));

    private sealed record CycleFromStart(AnchoredCycle Cycle, int Months, int Day, LocalDate Start);
}

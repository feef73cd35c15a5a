using NodaTime;
using Psa.Contracts;

namespace Psa.Domain.Tests.Contracts;

public sealed class BillingCycleTests
{
    private static readonly LocalDate Monday = new(2025, 1, 6);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(61)]
    public void A_number_of_months_that_makes_no_period_is_refused(int count) => Refused(ContractErrors.BadCycleCount, () => BillingCycle.EveryMonths(count));

    [Theory]
    [InlineData(0)]
    [InlineData(521)]
    public void A_number_of_weeks_that_makes_no_period_is_refused(int count) => Refused(ContractErrors.BadCycleCount, () => BillingCycle.EveryWeeks(count, Monday));

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    public void A_day_that_no_month_has_is_refused(int day) => Refused(ContractErrors.BadCycleAnchor, () => BillingCycle.Monthly.OnDay(day));

    [Fact]
    public void Weeks_need_a_date_and_months_take_none()
    {
        Refused(ContractErrors.BadCycleAnchor, () => new BillingCycle(CycleUnit.Weeks, 1, null, null));
        Refused(ContractErrors.BadCycleAnchor, () => new BillingCycle(CycleUnit.Months, 1, null, Monday));
        Refused(ContractErrors.BadCycleAnchor, () => BillingCycle.EveryWeeks(1, Monday).OnDay(3));
    }

    [Fact]
    public void Day_31_is_clamped_and_comes_back()
    {
        var cycle = BillingCycle.Monthly.AnchoredAt(new(2025, 1, 31));
        Assert.Equal(
            [new(2025, 1, 31), new(2025, 2, 28), new(2025, 3, 31), new(2025, 4, 30)],
            new[] { 0, 1, 2, 3 }.Select(cycle.Boundary));
        Assert.Equal(new LocalDate(2028, 2, 29), BillingCycle.Monthly.OnDay(31).AnchoredAt(new(2025, 2, 10)).PeriodAt(new(2028, 3, 1)).Start);
    }

    [Theory]
    [InlineData("2025-02-15", "2025-02-15", "2025-05-15")]
    [InlineData("2025-02-10", "2025-02-15", "2025-05-15")]
    [InlineData("2025-02-16", "2025-05-15", "2025-08-15")]
    public void A_calendar_quarter_begins_in_the_months_own_day_or_a_quarter_later(string start, string first, string second)
    {
        var from = Date(start);
        var cycle = BillingCycle.Quarterly.OnDay(15).AnchoredAt(from);
        Assert.Equal(Date(first), cycle.BoundaryOnOrAfter(from));
        Assert.Equal(Date(second), cycle.PeriodAt(Date(first)).EndExclusive);
        Assert.True(cycle.Period(0).Contains(from));
    }

    [Fact]
    public void A_stub_lies_in_the_full_period_that_would_have_held_it()
    {
        var cycle = BillingCycle.Quarterly.OnDay(1).AnchoredAt(new(2025, 1, 15));
        Assert.Equal(DatePeriod.Create(new(2025, 1, 1), new(2025, 4, 1)), cycle.PeriodAt(new(2025, 1, 15)));
    }

    [Fact]
    public void Weeks_follow_their_anchor_before_and_after_it()
    {
        var cycle = BillingCycle.EveryWeeks(2, Monday).AnchoredAt(new(2024, 12, 25));
        Assert.Equal(DatePeriod.Create(new(2024, 12, 23), new(2025, 1, 6)), cycle.Period(0));
        Assert.Equal(DatePeriod.Create(new(2025, 1, 6), new(2025, 1, 20)), cycle.PeriodAt(new(2025, 1, 19)));
        Assert.Equal((0, 2, 0), (cycle.Months, cycle.Weeks, cycle.AnchorDay));
        Assert.Throws<InvalidOperationException>(() => cycle.MonthBoundary(1));
        Assert.Throws<InvalidOperationException>(() => cycle.MonthIndexOf(Monday));
    }

    [Fact]
    public void The_default_cycle_is_none() => Assert.Throws<InvalidOperationException>(() => default(AnchoredCycle).PeriodAt(Monday));

    [Fact]
    public void Cycles_are_equal_by_what_they_say_and_say_it()
    {
        Assert.Equal(BillingCycle.EveryMonths(3).OnDay(31), new BillingCycle(CycleUnit.Months, 3, 31, null));
        Assert.Equal("every 3 months on day 31", BillingCycle.Quarterly.OnDay(31).ToString());
        Assert.Equal("every 12 months", BillingCycle.Yearly.ToString());
        Assert.Equal("every 2 weeks from 2025-01-06", BillingCycle.EveryWeeks(2, Monday).ToString());
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static void Refused(string code, Func<object> make) => Assert.Equal(code, Assert.Throws<RuleViolationException>(make).Code);
}

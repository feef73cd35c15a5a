using NodaTime;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Domain.Tests.Charges;

/// <summary>The worked examples of spec 1.</summary>
public sealed class ProrationVectors
{
    private static readonly ProrationPolicy Default = ProrationPolicy.Default;

    [Fact]
    public void A_first_stub_is_its_exact_share_rounded() =>
        Assert.Equal(Euro(70.97m), Charge(BillingCycle.Monthly.OnDay(1), new(2025, 3, 10), new(2025, 3, 31), 100m));

    [Fact]
    public void A_stub_of_a_quarter_counts_the_quarters_days() =>
        Assert.Equal(Euro(253.33m), Charge(BillingCycle.Quarterly.OnDay(1), new(2025, 1, 15), new(2025, 3, 31), 300m));

    [Fact]
    public void A_sixth_of_a_month_keeps_its_digits_until_the_end() =>
        Assert.Equal(Euro(193.55m), Charge(BillingCycle.Monthly.OnDay(1), new(2025, 3, 1), new(2025, 3, 6), 1000m));

    [Fact]
    public void A_second_unit_from_the_15th_makes_two_lines_that_sum_to_the_exact_whole()
    {
        var march = March();
        TermsAmount[] entries = [new(march.Start, Exact(22m)), new(new(2025, 3, 15), Exact(44m))];
        var pieces = new ProratedPiece[2];
        Assert.Equal(2, Proration.Pieces(new ProrationFrame(march, [march]), entries, Default, Rounding.HalfUp, pieces));
        Assert.Equal([Euro(9.94m), Euro(24.12m)], pieces.Select(piece => piece.Net));
        Assert.Equal([DatePeriod.Inclusive(new(2025, 3, 1), new(2025, 3, 14)), DatePeriod.Inclusive(new(2025, 3, 15), new(2025, 3, 31))], pieces.Select(piece => piece.Period));
        Assert.Equal("14/31 17/31", string.Join(" ", pieces.Select(piece => ProrationFraction.Of(piece.Units, 31))));
        Assert.Equal(Euro(34.06m), Proration.Charge(new ProrationFrame(march, [march]), entries, Default, Rounding.HalfUp));
    }

    [Fact]
    public void Lago_rounds_the_running_total_of_an_upgrade()
    {
        // 6 days at 10.00 and one at 20.00 of 31: 2.58, where each piece by itself makes 1.94 + 0.65
        var march = March();
        TermsAmount[] entries = [new(march.Start, Exact(10m)), new(new(2025, 3, 7), Exact(20m))];
        var days = DatePeriod.Inclusive(march.Start, new(2025, 3, 7));
        Assert.Equal(Euro(2.58m), Proration.Charge(new ProrationFrame(march, [days]), entries, ProrationPolicy.Lago, Rounding.HalfUp));
        Assert.Equal(Euro(2.59m), Proration.Charge(new ProrationFrame(march, [days]), entries, ProrationPolicy.Lago with { Style = ProrationStyle.PerPiece }, Rounding.HalfUp));
    }

    [Fact]
    public void ConnectWise_bills_the_second_unit_as_a_piece_of_its_own()
    {
        var march = March();
        TermsAmount[] entries = [new(march.Start, Exact(22m)), new(new(2025, 3, 15), Exact(44m))];
        var pieces = new ProratedPiece[2];
        Assert.Equal(2, Proration.Pieces(new ProrationFrame(march, [march]), entries, ProrationPolicy.ConnectWise, Rounding.HalfUp, pieces));
        Assert.Equal([Euro(22m), Euro(12.06m)], pieces.Select(piece => piece.Net));
        Assert.Equal("1/1 17/31", string.Join(" ", pieces.Select(piece => ProrationFraction.Of(piece.Units, 31))));
    }

    [Fact]
    public void A_cent_over_three_days_is_nothing_on_the_second()
    {
        var days = DatePeriod.Create(new(2025, 3, 1), new(2025, 3, 4));
        var second = DatePeriod.Create(new(2025, 3, 2), new(2025, 3, 3));
        Assert.Equal(Euro(0m), Proration.Charge(new ProrationFrame(days, [second]), [new(days.Start, Exact(0.01m))], Default, Rounding.HalfUp));
    }

    [Fact]
    public void Two_months_and_ten_days_of_a_quarter_are_measured_by_its_months()
    {
        var cycle = BillingCycle.Quarterly.OnDay(1).AnchoredAt(new(2025, 1, 1));
        var frame = new ProrationFrame(ProrationBasis.MonthsThenDays, cycle, cycle.Period(0), [DatePeriod.Create(new(2025, 1, 1), new(2025, 3, 11))]);
        Assert.Equal(ProrationFraction.Of((2 * 31) + 10, 3 * 31), frame.Fraction);
    }

    [Fact]
    public void Strict_30_360_counts_February_as_thirty_days_and_the_31st_as_none()
    {
        Assert.Equal(ProrationFraction.Of(1, 1), Fraction(ProrationBasis.Thirty360, BillingCycle.Monthly.OnDay(1), new(2025, 2, 1), new(2025, 2, 28)));
        Assert.Equal(ProrationFraction.Of(4, 30), Fraction(ProrationBasis.Thirty360, BillingCycle.Monthly.OnDay(1), new(2021, 1, 27), new(2021, 1, 31)));
        Assert.Equal(ProrationFraction.Of(0, 30), Fraction(ProrationBasis.Thirty360, BillingCycle.Monthly.OnDay(30), new(2025, 1, 30), new(2025, 1, 30)));
        Assert.Equal(ProrationFraction.Of(1, 1), Fraction(ProrationBasis.Thirty360, BillingCycle.Monthly.OnDay(31), new(2025, 2, 28), new(2025, 3, 30)));
    }

    [Fact]
    public void A_fixed_month_is_whole_when_all_days_are_covered_and_never_more()
    {
        var basis = ProrationBasis.FixedDaysAMonth(30);
        Assert.Equal(ProrationFraction.Of(1, 1), Fraction(basis, BillingCycle.Monthly.OnDay(1), new(2025, 2, 1), new(2025, 2, 28)));
        Assert.Equal(ProrationFraction.Of(27, 30), Fraction(basis, BillingCycle.Monthly.OnDay(1), new(2025, 2, 2), new(2025, 2, 28)));
        Assert.Equal(ProrationFraction.Of(1, 1), Fraction(basis, BillingCycle.Monthly.OnDay(1), new(2025, 3, 2), new(2025, 3, 31)));
        Assert.Equal(ProrationFraction.Of(12 * 59, 360 * 12), Fraction(ProrationBasis.FixedDaysAYear(360), BillingCycle.Yearly.OnDay(1), new(2025, 1, 1), new(2025, 2, 28)));
        Assert.Equal(ProrationFraction.Of(59, 90), Fraction(basis, BillingCycle.Quarterly.OnDay(1), new(2025, 1, 1), new(2025, 2, 28)));
    }

    [Fact]
    public void Without_proration_the_terms_of_the_first_covered_day_hold_for_all_of_the_period()
    {
        var cycle = BillingCycle.Monthly.OnDay(1).AnchoredAt(new(2025, 3, 1));
        TermsAmount[] entries = [new(new(2025, 1, 1), Exact(10m)), new(new(2025, 3, 5), Exact(20m)), new(new(2025, 3, 20), Exact(30m))];
        var late = new ProrationFrame(ProrationBasis.FullPeriod, cycle, cycle.Period(0), [DatePeriod.Create(new(2025, 3, 10), new(2025, 4, 1))]);
        Assert.Equal(Euro(20m), Proration.Charge(late, entries, Default, Rounding.HalfUp));
        var waived = new ProrationFrame(ProrationBasis.Waive, cycle, cycle.Period(0), [DatePeriod.Create(new(2025, 3, 2), new(2025, 4, 1))]);
        Assert.Equal(Euro(0m), Proration.Charge(waived, entries, Default, Rounding.HalfUp));
        var full = new ProrationFrame(ProrationBasis.Waive, cycle, cycle.Period(0), [cycle.Period(0)]);
        Assert.Equal(Euro(10m), Proration.Charge(full, entries, Default, Rounding.HalfUp));
    }

    [Fact]
    public void A_full_cancel_leaves_nothing()
    {
        var march = March();
        TermsAmount[] entries = [new(march.Start, Exact(19.99m)), new(march.Start, Exact(0m))];
        Assert.Equal(Euro(0m), Proration.Charge(new ProrationFrame(march, [march]), entries, Default, Rounding.HalfUp));
    }

    [Fact]
    public void An_amount_is_split_without_losing_a_cent()
    {
        var quarter = DatePeriod.Create(new(2025, 1, 1), new(2025, 4, 1));
        Assert.Equal([Euro(34.44m), Euro(31.12m), Euro(34.44m)], Proration.Split(Euro(100m), quarter, [new(2025, 2, 1), new(2025, 3, 1)], Rounding.HalfUp));
    }

    [Fact]
    public void Day_rules_say_whose_day_a_date_is()
    {
        LocalDate day = new(2025, 3, 15), next = new(2025, 3, 16);
        Assert.Equal((day, next), (Default.FirstDayOfTerms(day), Default.EndExclusive(day)));
        Assert.Equal(day, ProrationPolicy.KillBill.EndExclusive(day));
        Assert.Equal(next, (Default with { EffectiveDay = EffectiveDayRule.LastDayOfOld }).FirstDayOfTerms(day));
    }

    private static Money Charge(BillingCycle definition, LocalDate first, LocalDate last, decimal amount)
    {
        var cycle = definition.AnchoredAt(first);
        return Proration.Charge(
            new ProrationFrame(ProrationBasis.ActualDays, cycle, cycle.Period(0), [DatePeriod.Inclusive(first, last)]), [new(first, Exact(amount))], Default, Rounding.HalfUp);
    }

    private static ProrationFraction Fraction(ProrationBasis basis, BillingCycle definition, LocalDate first, LocalDate last)
    {
        var cycle = definition.AnchoredAt(first);
        return new ProrationFrame(basis, cycle, cycle.PeriodAt(first), [DatePeriod.Inclusive(first, last)]).Fraction;
    }

    private static DatePeriod March() => DatePeriod.Create(new(2025, 3, 1), new(2025, 4, 1));

    private static ExactAmount Exact(decimal amount) => ExactAmount.Of(amount, Currency.EUR);

    private static Money Euro(decimal amount) => Money.Of(amount, Currency.EUR);
}

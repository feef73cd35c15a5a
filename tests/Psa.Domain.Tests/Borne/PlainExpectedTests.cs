using NodaTime;
using static Psa.Domain.Tests.Borne.PlainBasis;

namespace Psa.Domain.Tests.Borne;

/// <summary>All figures of the rules, in minor units: the oracle is right before anything is compared with it.</summary>
public sealed class PlainExpectedTests
{
    private static readonly LocalDate January = new(2026, 1, 1);
    private static readonly PlainTier[] WithFee = [new(0, 100, 0.50m, 50), new(100, null, 0.40m)];

    public static TheoryData<string, object, long, long, long> Usage => new()
    {
        { "included", new PlainIncluded(500, 0.10m), 9_900, 9_900, 11_100 },
        { "flat", new PlainFlat(), 9_900, 9_900, 9_900 },
        { "graduated with a fee at zero", new PlainGraduated(WithFee, true), 5_000, 5_000, 30_800 },
        { "volume with a fee at zero", new PlainVolume(WithFee, true), 5_000, 5_000, 24_800 },
        { "graduated without", new PlainGraduated(WithFee), 0, 0, 30_800 },
        { "package", new PlainPackage(100, 3m, 50), 0, 0, 1_800 },
        { "per unit", new PlainPerUnit(), 0, 0, 6_138_000 },
        { "least and most", new PlainPerUnit { MinimumAmount = 7m, MaximumAmount = 100m }, 700, 700, 10_000 },
    };

    [Fact]
    public void Worked_figures_of_spec_1()
    {
        var march = PartOf(new(2026, 3, 1), new PlainTerms(new(2026, 3, 1)) { Quantity = 1, Price = 100 });
        Assert.Equal([7_097], Fees(march with { PartStart = new(2026, 3, 10) }, new(2026, 3, 31)));
        Assert.Equal([19_355], Fees(Priced(new(2026, 3, 1), 1_000) with { PartLastDay = new(2026, 3, 6) }, new(2026, 3, 31)));

        var quarter = Priced(new(2025, 1, 15), 300) with { Cycles = [Cycle(new(2025, 1, 15), new(3, 1))] };
        Assert.Equal([25_333], Fees(quarter, new(2025, 3, 31)));

        var added = march with { Terms = [new(new(2026, 3, 1)) { Quantity = 1, Price = 22 }, new(new(2026, 3, 15)) { Quantity = 2 }] };
        Assert.Equal([3_406], Fees(added, new(2026, 3, 31)));
        Assert.Equal(994, PlainExpected.Before(added, new(2026, 3, 1), new(2026, 3, 15)));
        Assert.Equal(3_406 - 994, 2_412);

        var third = Priced(new(2026, 3, 1), 0.01m) with { PartStart = new(2026, 3, 2), PartLastDay = new(2026, 3, 2), Cycles = [Cycle(new(2026, 3, 1), PlainCycle.Monthly, new(FixedDaysOfMonth, 3))] };
        Assert.Equal([0], Fees(third, new(2026, 3, 31)));

        // the upgrade's day belongs to the new: (10.00 x 6 + 20.00) / 31
        var upgrade = Priced(new(2026, 1, 1), 10) with { PartStart = new(2026, 1, 25), Terms = [new(new(2026, 1, 25)) { Quantity = 1, Price = 10 }, new(new(2026, 1, 31)) { Price = 20 }] };
        Assert.Equal([258], Fees(upgrade, new(2026, 1, 31)));
        Assert.Equal([194 + 65], Fees(upgrade with { Cycles = [Cycle(January, PlainCycle.Monthly, new() { PerPiece = true })] }, new(2026, 1, 31)));
    }

    [Theory]
    [InlineData(Thirty360, 0, "2026-03-10", null, 7_000)] // 21 of 30
    [InlineData(Thirty360, 0, null, "2026-03-30", 9_667)] // from the 30th to the 31st nothing is added
    [InlineData(Thirty360, 0, "2026-03-31", null, 333)]
    [InlineData(Thirty360, 0, "2026-02-28", null, 1_000)] // the last day of February three
    [InlineData(FixedDaysOfMonth, 30, "2026-03-10", null, 7_333)] // 22 of 30
    [InlineData(FixedDaysOfMonth, 30, "2026-03-02", null, 10_000)] // 30 of 30, though a day is missing
    [InlineData(FixedDaysOfMonth, 30, "2026-02-01", null, 10_000)] // all 28 days
    [InlineData(FixedDaysOfMonth, 30, "2026-02-02", null, 9_000)] // 27 of 30
    [InlineData(FixedDaysOfYear, 360, "2026-03-10", null, 7_333)]
    [InlineData(FixedDaysOfYear, 365, "2026-03-10", null, 7_233)] // 22 of 365/12
    [InlineData(FullPeriod, 0, "2026-03-31", null, 10_000)]
    [InlineData(Waive, 0, "2026-03-02", null, 0)]
    [InlineData(Waive, 0, "2026-03-01", null, 10_000)]
    public void Bases_measure_days_as_they_say(object basis, int fixedDays, string? from, string? lastDay, long expected)
    {
        var (start, end) = (Day(from), Day(lastDay));
        var month = (start ?? end)!.Value.With(DateAdjusters.StartOfMonth);
        var part = Priced(month, 100) with { PartStart = start, PartLastDay = end, Cycles = [Cycle(month, new(1, 1), new((PlainBasis)basis, fixedDays))] };
        Assert.Equal(expected, Fees(part, month).Single());
    }

    [Fact]
    public void Months_then_days_count_whole_months_first()
    {
        // 2 months and 10 of 31 days of a quarter: (2 + 10/31)/3
        var quarter = Priced(January, 300) with { PartLastDay = new(2026, 3, 10), Cycles = [Cycle(January, new(3), new(MonthsThenDays))] };
        Assert.Equal([23_226], Fees(quarter, January));

        // from the 31st: a month to the end of February, and 3 of the 31 days to the end of March
        var clamped = Priced(new(2026, 1, 31), 200) with { PartLastDay = new(2026, 3, 2), Cycles = [Cycle(new(2026, 1, 31), new(2), new(MonthsThenDays))] };
        Assert.Equal([10_968], Fees(clamped, new(2026, 2, 1)));
    }

    [Fact]
    public void R_DATED_an_entry_says_only_what_changes()
    {
        PlainTerms first = new(January) { Quantity = 10, Price = 40 }, price = new(new(2026, 9, 1)) { Price = 44 }, quantity = new(new(2026, 8, 12)) { Quantity = 13 };
        foreach (var terms in new PlainTerms[][] { [first, price, quantity], [first, quantity, price], [quantity, price, first] })
        {
            var part = Priced(January, 0) with { Terms = terms };
            Assert.Equal([40_000, 47_742, 57_200, 57_200], Fees(part, new(2026, 10, 1)).Skip(6));
            Assert.Equal(14_194, PlainExpected.Before(part, new(2026, 8, 1), new(2026, 8, 12)));
        }

        // of the same day the later recorded wins; one that is withdrawn never was; the empty discount is none, the stated one holds on
        var same = Priced(January, 0) with { Terms = [first, new(January) { Price = 30, Discount = new(20, 0) }, new(new(2026, 4, 1)) { Quantity = 11 }] };
        Assert.Equal(26_400, Fees(same, new(2026, 4, 1)).Last()); // r45
        Assert.Equal(44_000, Fees(same with { Terms = [first, same.Terms[1] with { IsWithdrawn = true }, same.Terms[2]] }, new(2026, 4, 1)).Last());
        Assert.Equal(33_000, Fees(same with { Terms = [.. same.Terms, new(new(2026, 4, 1)) { Discount = PlainDiscount.None }] }, new(2026, 4, 1)).Last());
    }

    [Fact]
    public void R_DATED_cost_plus_gets_another_margin()
    {
        var part = UsageOf(new PlainCostPlus(10), 0) with
        {
            Terms = [new(January) { Scheme = new PlainCostPlus(10) }, new(new(2026, 7, 1)) { Scheme = new PlainCostPlus(15) }],
            Usage = [.. Enumerable.Range(0, 8).Select(month => new PlainUsage(January.PlusMonths(month).PlusDays(9), 1, 100))],
        };
        Assert.Equal([11_000, 11_000, 11_000, 11_000, 11_000, 11_000, 11_500, 11_500], All(part, new(2026, 8, 1)));
    }

    [Fact]
    public void R_CYCLE_TERMS_policy_changes_no_period_that_has_begun()
    {
        var part = Priced(January, 100) with { Cycles = [Cycle(January, PlainCycle.Monthly, new(FullPeriod)), new(new(2026, 3, 1)) { Proration = new() }] };
        Assert.Equal([10_000], Fees(part with { PartLastDay = new(2026, 1, 16) }, new(2026, 3, 1)));
        Assert.Equal([10_000, 10_000, 5_161], Fees(part with { PartLastDay = new(2026, 3, 16) }, new(2026, 3, 1)));

        // in mid-period it waits for the next one
        var later = part with { Cycles = [part.Cycles[0], part.Cycles[1] with { EffectiveFrom = new(2026, 1, 2) }] };
        Assert.Equal([10_000], Fees(later with { PartLastDay = new(2026, 1, 16) }, new(2026, 3, 1)));
    }

    [Fact]
    public void R_CYCLE_TERMS_a_new_cycle_cuts_the_old_ones_period_and_an_equal_one_cuts_nothing()
    {
        var part = Priced(January, 300) with { Cycles = [Cycle(January, new(3)), new(new(2026, 5, 11)) { Cycle = PlainCycle.Monthly }, new(new(2026, 6, 20)) { Cycle = PlainCycle.Monthly }] };
        Assert.Equal(
            [(January, 30_000), (new(2026, 4, 1), 13_187), (new(2026, 5, 11), 30_000), (new(2026, 6, 11), 30_000)], // 40 of 91 days
            PlainExpected.Of(part, new(2026, 7, 1)).Select(one => (one.Key.Period, one.Value!.Value)));
    }

    [Fact]
    public void Day_31_comes_again_after_a_short_month_and_weeks_follow_their_anchor()
    {
        var months = Priced(new(2025, 1, 31), 100);
        Assert.Equal([new(2025, 1, 31), new(2025, 2, 28), new(2025, 3, 31)], PlainExpected.Of(months, new(2025, 4, 1)).Keys.Select(key => key.Period));
        var weeks = Priced(new(2026, 1, 1), 70) with { Cycles = [Cycle(January, PlainCycle.OfWeeks(2, new(2026, 6, 1)))] };
        Assert.Equal([(new(2025, 12, 29), 5_500), (new LocalDate(2026, 1, 12), 7_000)], PlainExpected.Of(weeks, new(2026, 1, 20)).Select(one => (one.Key.Period, one.Value!.Value)));
    }

    [Fact]
    public void R_ESCALATION_late_quantity()
    {
        var part = Priced(new(2025, 1, 1), 0) with
        {
            Terms = [new(new(2025, 1, 1)) { Quantity = 10, Price = 100 }, new(new(2025, 12, 15)) { Quantity = 12 }],
            Escalations = [new(January, 10, 12)],
        };
        Assert.Equal([110_968, 132_000, 132_000], Fees(part, new(2026, 2, 1)).Skip(11));
    }

    [Fact]
    public void R_ESCALATION_monthly_step()
    {
        var part = Priced(January, 0) with
        {
            Terms = [new(January) { Quantity = 1, Price = 100 }, new(new(2026, 2, 15)) { Quantity = 2 }],
            Escalations = [new(new(2026, 3, 1), 10, 12)],
        };
        Assert.Equal([10_000, 15_000, 22_000, 22_000, 22_000], Fees(part, new(2026, 5, 1)));
    }

    [Fact]
    public void R_ESCALATION_yearly_in_advance()
    {
        var part = Priced(new(2025, 1, 1), 0) with
        {
            Cycles = [Cycle(new(2025, 1, 1), new(12))],
            Terms = [new(new(2025, 1, 1)) { Quantity = 1, Price = 100 }, new(new(2025, 4, 1)) { Quantity = 2 }],
            Escalations = [new(new(2025, 7, 1), 10, 12)],
        };
        Assert.Equal([18_542, 23_109], Fees(part, January));
    }

    [Fact]
    public void R_ESCALATION_other_rows()
    {
        Assert.Equal(10_300, Fees(Priced(new(2025, 1, 1), 100) with { Escalations = [new(January, 3, 12)] }, January).Last()); // wrong rate, set right

        var thrice = Priced(new(2025, 1, 1), 99.99m) with { Escalations = [new(January, 3.5m, 12)] };
        Assert.Equal(
            ["103.48965", "107.111788", "110.860701"],
            Enumerable.Range(0, 3).Select(years => FormattableString.Invariant($"{PlainPrices.On(thrice, January.PlusYears(years)).Price.InUnits(6) / 1_000_000m:0.######}")));

        var agreed = Priced(new(2025, 1, 1), 0) with
        {
            Terms = [new(new(2025, 1, 1)) { Quantity = 1, Price = 100 }, new(new(2026, 7, 1)) { Price = 120 }],
            Escalations = [new(January, 10, 12)],
        };
        var fees = Fees(agreed, new(2027, 1, 1));
        Assert.Equal([10_000, 11_000, 11_000, 12_000, 12_000, 13_200], new[] { 11, 12, 17, 18, 23, 24 }.Select(month => fees[month]));

        // a price agreed on a step date is the risen one; rate 0 ends it; a small price keeps its digits; steps are clamped to month ends
        Assert.Equal(12_000, Fees(agreed with { Terms = [agreed.Terms[0], new(January) { Price = 120 }] }, January).Last());
        Assert.Equal(11_000, Fees(Priced(new(2025, 1, 1), 100) with { Escalations = [new(January, 10, 1), new(new(2026, 2, 1), 0, 1)] }, new(2026, 6, 1)).Last());
        Assert.Equal(Fraction.Parse("0.00000044"), PlainPrices.On(Priced(new(2025, 1, 1), 0.0000004m) with { Escalations = [new(January, 10, 12)] }, January).Price);
        Assert.Equal([10m], PlainPrices.StepsBetween(Priced(January, 1) with { Escalations = [new(new(2026, 1, 31), 10, 1)] }, new(2026, 2, 27), new(2026, 2, 28)));
    }

    [Fact]
    public void R_ESCALATION_raises_the_schemes_own_prices_and_not_its_bounds()
    {
        var rise = new PlainEscalation[] { new(January, 10, 12) };
        var graduated = UsageOf(new PlainGraduated(WithFee, true), 0) with { ContractStart = new(2025, 1, 1), Escalations = rise };
        Assert.Equal(5_500, All(graduated, January).Last());
        Assert.Equal(0, All(UsageOf(new PlainCostPlus(10) { MinimumAmount = 0 }, 0) with { ContractStart = new(2025, 1, 1), Escalations = rise }, January).Last());
        Assert.Equal(700, All(UsageOf(new PlainPerUnit { MinimumAmount = 7 }, 1) with { ContractStart = new(2025, 1, 1), Escalations = rise }, January).Last());
    }

    [Fact]
    public void R_OVERAGE_what_was_committed_over_the_period()
    {
        var late = Committed(1, new PlainTerms(new(2026, 1, 31)) { Quantity = 10 }, 10, new(2026, 1, 5));
        Assert.Equal([1_290, 8_710], All(late, January)); // r64
        var second = Committed(10, new PlainTerms(new(2026, 1, 2)) { Quantity = 20 }, 20, new(2026, 1, 9));
        Assert.Equal([1_968, 32], All(second with { Terms = [second.Terms[0] with { Price = 1 }, second.Terms[1]] }, January));
        var discounted = Committed(5, new PlainTerms(January) { Discount = new(0, 10) }, 8, new(2026, 1, 9));
        Assert.Equal([4_000, 3_000], All(discounted, January)); // r65
        Assert.Equal([7_000], All(discounted with { Cycles = [new(January) { Cycle = PlainCycle.Monthly, InAdvance = false, Proration = new() }] }, January));
        Assert.Equal([4_000, 0], All(discounted with { Usage = [] }, January));
    }

    [Theory]
    [MemberData(nameof(Usage))]
    public void R_FEES_do_not_hang_on_rows(string name, object scheme, long none, long zero, long some)
    {
        Assert.NotEmpty(name);
        var part = UsageOf((PlainScheme)scheme, 99);
        Assert.Equal([none], All(part, January));
        Assert.Equal([zero], All(part with { Usage = [new(new(2026, 1, 9), 0)] }, January));
        Assert.Equal([some], All(part with { Usage = [new(new(2026, 1, 9), 600), new(new(2026, 1, 31), 20), new(new(2026, 2, 1), 0)] }, January));
        Assert.Equal([some], All(part with { ContractStart = new(2026, 1, 9), Cycles = [part.Cycles[0] with { Cycle = new(1, 1) }], Usage = [new(new(2026, 1, 9), 620)] }, January)); // a stub is whole
    }

    [Fact]
    public void R_FEES_a_minimum_quantity_is_billed()
    {
        var part = UsageOf(new PlainPerUnit(), 0.20m);
        part = part with { Terms = [part.Terms[0] with { MinimumQuantity = 100 }] };
        Assert.Equal([2_000], All(part, January));
        Assert.Equal([12_400], All(part with { Usage = [new(new(2026, 1, 9), 620)] }, January));
    }

    [Fact]
    public void R_NEGATIVE_USAGE_is_a_credit_or_an_obstacle_and_never_silence()
    {
        PlainUsage[] back = [new(new(2026, 1, 9), -10, -5)];
        Assert.Equal([-10_00L], All(UsageOf(new PlainPerUnit(), 1) with { Usage = back }, January));
        Assert.Equal([-550L], All(UsageOf(new PlainCostPlus(10), 0) with { Usage = back }, January));
        Assert.Equal([-4_50L], All(UsageOf(new PlainPerUnit(), 1) with { Usage = back, Terms = [new(January) { Price = 1, Scheme = new PlainPerUnit(), Discount = new(50, 0.5m) }] }, January));
        foreach (var scheme in new PlainScheme[] { new PlainGraduated(WithFee), new PlainVolume(WithFee), new PlainPackage(10, 1), new PlainIncluded(10, 1) })
        {
            Assert.Equal([null], All(UsageOf(scheme, 1) with { Usage = back }, January));
        }
    }

    [Fact]
    public void Usage_counts_on_covered_days_only_by_the_terms_of_the_first()
    {
        var part = UsageOf(new PlainPerUnit(), 1) with
        {
            TrialLastDay = new(2026, 1, 9),
            Suspensions = [new(new(2026, 1, 20), new(2026, 1, 25))],
            Usage = [new(new(2026, 1, 9), 1), new(new(2026, 1, 10), 10), new(new(2026, 1, 19), 100), new(new(2026, 1, 20), 1_000), new(new(2026, 1, 26), 10_000)],
        };
        Assert.Equal([1_011_000], All(part, January));
        Assert.Equal([1_011_000], All(part with { Terms = [part.Terms[0], new(new(2026, 1, 11)) { Price = 5 }] }, January));
        Assert.Equal([5_055_000], All(part with { Terms = [part.Terms[0], new(new(2026, 1, 10)) { Price = 5 }] }, January));
    }

    [Fact]
    public void R63_the_date_of_an_entry_can_be_the_last_day_of_the_old_terms()
    {
        var part = Priced(January, 100) with { Cycles = [Cycle(January, PlainCycle.Monthly, new() { DateIsLastOfOld = true })] };
        Assert.Equal([10_000], Fees(part with { Terms = [.. part.Terms, part.Terms[0]] }, January));
        var raised = part with { Terms = [.. part.Terms, new(January) { Price = 200 }] };
        Assert.Equal([19_677], Fees(raised, January));
        Assert.Equal([10_000, 20_000], Fees(raised with { Cycles = [Cycle(January, PlainCycle.Monthly, new(FullPeriod) { DateIsLastOfOld = true })] }, new(2026, 2, 1)));
    }

    [Fact]
    public void Discounts_stop_at_zero_inside_the_share_of_the_period()
    {
        var part = Priced(new(2026, 4, 1), 100);
        part = part with { Terms = [part.Terms[0] with { Discount = new(0, 10) }] };
        Assert.Equal([4_500], Fees(part with { PartLastDay = new(2026, 4, 15) }, new(2026, 4, 1)));
        Assert.Equal([0], Fees(part with { Terms = [part.Terms[0] with { Discount = new(0, 150) }] }, new(2026, 4, 1)));
        Assert.Equal([3_333 + 3_333], Fees(Priced(new(2026, 4, 1), 100) with { Suspensions = [new(new(2026, 4, 11), new(2026, 4, 20))] }, new(2026, 4, 1)).Select(fee => fee - 1)); // 66.67
    }

    [Fact]
    public void Pieces_by_terms_are_days_in_a_row_with_the_same_terms()
    {
        // 20 of 30 days at 0.50 are 0.33 together, and 0.17 twice
        var april = new LocalDate(2026, 4, 1);
        var part = Priced(april, 0.50m) with { PartLastDay = new(2026, 4, 20), Cycles = [Cycle(april, PlainCycle.Monthly, new() { PerPiece = true })] };
        Assert.Equal([33], Fees(part, april));
        Assert.Equal([33], Fees(part with { Terms = [part.Terms[0], new(new(2026, 4, 11)) { Price = 0.50m }] }, april));
        Assert.Equal([17 + 34], Fees(part with { Terms = [part.Terms[0], new(new(2026, 4, 11)) { Price = 1.01m }] }, april));
        Assert.Equal([17 + 17], Fees(part with { PartLastDay = null, Suspensions = [new(new(2026, 4, 11), new(2026, 4, 20))] }, april));
    }

    [Fact]
    public void Vectors_of_other_rooms_that_are_the_same_law()
    {
        // retainer-stub: its price; adj-straddling-quarter: what lies in each month
        Assert.Equal([51_613], Fees(Priced(new(2026, 1, 16), 1_000) with { Cycles = [Cycle(new(2026, 1, 16), new(1, 1))] }, new(2026, 1, 31)));
        var quarter = Priced(new(2025, 1, 1), 300) with { Cycles = [Cycle(new(2025, 1, 1), new(3))] };
        var ends = new LocalDate[] { new(2025, 1, 1), new(2025, 2, 1), new(2025, 3, 1), new(2025, 4, 1) }.Select(day => PlainExpected.Before(quarter, new(2025, 1, 1), day)).ToArray();
        Assert.Equal([10_333, 9_334, 10_333], ends.Skip(1).Zip(ends, static (end, start) => end - start));
    }

    [Fact]
    public void What_was_billed_before_the_opening_balance_counts_as_settled() =>
        Assert.Equal([10_000, 10_000], Fees(Priced(January, 100) with { BillFrom = new(2026, 3, 1) }, new(2026, 4, 1)));

    private static LocalDate? Day(string? text) => text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static PlainCycleTerms Cycle(LocalDate from, PlainCycle cycle, PlainPolicy? policy = null) => new(from) { Cycle = cycle, InAdvance = true, Proration = policy ?? new() };

    private static PlainPart PartOf(LocalDate start, params PlainTerms[] terms) => new() { ContractStart = start, Terms = terms, Cycles = [Cycle(start, PlainCycle.Monthly)] };

    private static PlainPart Priced(LocalDate start, decimal price) => PartOf(start, new PlainTerms(start) { Quantity = 1, Price = price, Scheme = new PlainPerUnit() });

    private static PlainPart UsageOf(PlainScheme scheme, decimal price) => new()
    {
        ContractStart = January,
        IsUsage = true,
        Terms = [new(January) { Price = price, Scheme = scheme }],
        Cycles = [new(January) { Cycle = PlainCycle.Monthly, InAdvance = false, Proration = new() }],
    };

    private static PlainPart Committed(decimal quantity, PlainTerms then, decimal used, LocalDate day) => new()
    {
        ContractStart = January,
        IsUsage = true,
        Terms = [new(January) { Quantity = quantity, Price = 10, Scheme = new PlainPerUnit() }, then],
        Cycles = [Cycle(January, PlainCycle.Monthly)],
        Usage = [new(day, used)],
    };

    private static List<long> Fees(PlainPart part, LocalDate through) => [.. PlainExpected.Of(part, through).Where(one => one.Key.Charge == PlainCharge.Fee).Select(one => one.Value!.Value)];

    private static List<long?> All(PlainPart part, LocalDate through) => [.. PlainExpected.Of(part, through).Values];
}

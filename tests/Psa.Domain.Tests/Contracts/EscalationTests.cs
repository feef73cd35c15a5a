using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

public sealed class EscalationTests
{
    private static readonly LocalDate Start = AContract.Start;

    private static readonly Arbitrary<(ValueList<PriceEscalation> Escalations, decimal Price, int Agreed, int Day)> Cases = Arb.From(
        from escalations in Gen.ListOf(
            from rate in Gen.OneOf(Gen.Constant(0), Gen.Choose(-50_000, 20_000))
            from months in Gen.Choose(1, 14)
            from offset in Gen.Choose(0, 900)
            select new PriceEscalation(Start.PlusDays(offset), Percent.Of(rate / 1_000m), months))
        from price in Gen.OneOf(Gen.Choose(0, 100_000_000).Select(p => p / 10_000m), Gen.Choose(1, 9_999).Select(p => p / 100_000_000m))
        from agreed in Gen.Choose(-40, 900)
        from day in Gen.Choose(-40, 1_500)
        select (escalations.DistinctBy(e => e.From).OrderBy(e => e.From).ToValueList(), price, agreed, day));

    [Fact]
    public void A_price_rises_by_each_step_after_it_was_agreed_up_to_the_day() => PropertyCheck.That(Prop.ForAll(Cases, x =>
    {
        var (agreed, day) = (Start.PlusDays(x.Agreed), Start.PlusDays(x.Day));
        var (price, steps) = (x.Price, Steps(x.Escalations, agreed, day).ToList());
        foreach (var (_, rate) in steps)
        {
            price = decimal.Round(price * (100m + rate.Value) / 100m, x.Price < 1m ? 12 : 6, MidpointRounding.AwayFromZero);
        }

        var said = Escalations.StepsOf(x.Escalations, agreed, day);
        return Escalations.Rise(x.Price, x.Escalations, agreed, day) == price
            && said.Sum(one => one.Count) == steps.Count
            && (steps.Count == 0 || (said[0].First == steps[0].Day && said[said.Count - 1].Last == steps[^1].Day));
    }));

    [Fact]
    public void The_next_step_is_the_first_that_a_walk_over_all_days_meets() => PropertyCheck.That(Prop.ForAll(Cases, x =>
        Escalations.NextStep(x.Escalations, Start.PlusDays(x.Day)) is var next
        && (Steps(x.Escalations, Start.PlusDays(x.Day), Start.PlusDays(2_500)).Select(step => (LocalDate?)step.Day).FirstOrDefault() == next)));

    [Fact]
    public void Vector_six_decimals_are_rounded_half_up_at_each_step()
    {
        ValueList<PriceEscalation> escalations = [new(new(2027, 1, 1), Percent.Of(3.5m))];
        Assert.Equal(
            [99.99m, 103.48965m, 107.111788m, 110.860701m],
            new[] { 2026, 2027, 2028, 2029 }.Select(year => Escalations.Rise(99.99m, escalations, Start, new(year, 1, 1))));
    }

    [Fact]
    public void A_price_below_one_keeps_twelve_decimals()
    {
        ValueList<PriceEscalation> escalations = [new(new(2026, 3, 1), Percent.Of(10m))];
        Assert.Equal(0.00000044m, Escalations.Rise(0.0000004m, escalations, Start, new(2026, 3, 1)));
        Assert.Equal(-0.00000044m, Escalations.Rise(-0.0000004m, escalations, Start, new(2026, 3, 1)));
    }

    [Fact]
    public void Steps_from_the_31st_fall_on_month_ends_and_come_back_to_it()
    {
        ValueList<PriceEscalation> escalations = [new(new(2026, 1, 31), Percent.Of(1m), 1)];
        var (days, day) = (new List<LocalDate>(), Start);
        while (days.Count < 4)
        {
            days.Add(day = Escalations.NextStep(escalations, day)!.Value);
        }

        Assert.Equal([new(2026, 1, 31), new(2026, 2, 28), new(2026, 3, 31), new LocalDate(2026, 4, 30)], days);
    }

    [Fact]
    public void Vector_new_price_between()
    {
        var contract = AContract.Active with { EffectiveFrom = new(2025, 1, 1), Escalations = [new(new(2025, 1, 1), Percent.Of(10m))] };
        var part = AContract.Part.First(terms => terms with { EffectiveFrom = new(2025, 1, 1), UnitPrice = Euro(100m) }).WithTerms(new(new(2026, 7, 1), UnitPrice: Euro(120m)));
        var timeline = TermsTimeline.Of(contract, part);
        Assert.Equal(
            [100m, 110m, 110m, 120m, 120m, 132m],
            new[] { new(2025, 12, 31), new(2026, 1, 1), new(2026, 6, 30), new(2026, 7, 1), new(2026, 12, 31), new LocalDate(2027, 1, 1) }.Select(day => timeline.On(day).UnitPrice!.Value.Amount));
    }

    [Fact]
    public void A_price_agreed_on_a_step_date_is_the_risen_one_and_a_rate_of_nothing_ends_the_rise()
    {
        var contract = AContract.Active with { Escalations = [new(new(2026, 2, 1), Percent.Of(10m), 1), new(new(2026, 5, 1), Percent.Of(0m))] };
        var part = AContract.Part.WithTerms(new(new(2026, 3, 1), UnitPrice: Euro(100m)));
        var timeline = TermsTimeline.Of(contract, part);
        Assert.Equal([5m, 5.5m, 100m, 110m, 110m], Enumerable.Range(1, 5).Select(month => timeline.On(new(2026, month, 1)).UnitPrice!.Value.Amount));
        Assert.Equal(110m, timeline.On(new(2036, 1, 1)).UnitPrice!.Value.Amount);
    }

    [Fact]
    public void A_price_that_holds_from_the_part_s_start_rises_by_steps_after_its_own_day_only()
    {
        var contract = AContract.Active with { EffectiveFrom = new(2026, 1, 1), Escalations = [new(new(2026, 3, 1), Percent.Of(10m), 1)] };
        var part = AContract.Part.First(terms => terms with { EffectiveFrom = new(2026, 3, 1), UnitPrice = Euro(120m) });
        var timeline = TermsTimeline.Of(contract, part);
        Assert.Equal([120m, 120m, 120m, 132m], Enumerable.Range(1, 4).Select(month => timeline.On(new(2026, month, 1)).UnitPrice!.Value.Amount));
    }

    [Fact]
    public void Prices_and_fees_of_schemes_rise_from_the_entry_that_states_them_and_limits_stay()
    {
        var contract = AContract.Active with { Escalations = [new(new(2026, 3, 1), Percent.Of(10m), 1)] };
        var tiers = PriceTiers.None.UpTo(10, 7m, 5m).Beyond(0.5m, blockSize: 10m);
        Assert.Equal(
            PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7.7m, 5.5m).Beyond(0.55m, blockSize: 10m)) with { Minimum = 50m, Maximum = 60m },
            On(PricingScheme.Graduated(tiers) with { Minimum = 50m, Maximum = 60m }));
        Assert.Equal(new VolumePricing(PriceTiers.None.UpTo(10, 7.7m, 5.5m).Beyond(0.55m, blockSize: 10m), feeAtZero: true), On(new VolumePricing(tiers, feeAtZero: true)));
        Assert.Equal(PricingScheme.Package(10m, 11m, 3m) with { Minimum = 1m }, On(PricingScheme.Package(10m, 10m, 3m) with { Minimum = 1m }));
        Assert.Equal(PricingScheme.CostPlus(Percent.Of(15m)), On(PricingScheme.CostPlus(Percent.Of(15m))));

        // the fee rose twice, the overage price agreed in March once
        var part = AContract.Part.WithTerms(new(new(2026, 3, 10), Pricing: PricingScheme.Included(5m, 2m)));
        var terms = TermsTimeline.Of(contract, part).On(new(2026, 4, 1));
        Assert.Equal((6.05m, PricingScheme.Included(5m, 2.2m)), (terms.UnitPrice!.Value.Amount, terms.Pricing));
        Assert.Equal(
            [
                new PriceRise(Start, [new(new(2026, 3, 1), new(2026, 4, 1), Percent.Of(10m), 2)]) { Price = Euro(5m) },
                new PriceRise(new(2026, 3, 10), [new(new(2026, 4, 1), new(2026, 4, 1), Percent.Of(10m), 1)]) { Pricing = PricingScheme.Included(5m, 2m) },
            ],
            terms.Rises);

        PricingScheme On(PricingScheme scheme) => TermsTimeline.Of(contract, AContract.Part.Priced(scheme)).On(new(2026, 3, 1)).Pricing;
    }

    [Fact]
    public void Only_locked_prices_rise()
    {
        var contract = AContract.Active with { Escalations = [new(new(2026, 3, 1), Percent.Of(10m), 1)] };
        var timeline = TermsTimeline.Of(contract, AContract.Part with { PriceBehaviour = PriceBehaviour.UseCurrent });
        Assert.Equal((5m, null), (timeline.On(new(2026, 3, 1)).UnitPrice!.Value.Amount, timeline.NextChange(Start)));
    }

    [Fact]
    public void A_price_beyond_all_bounds_is_refused()
    {
        ValueList<PriceEscalation> escalations = [new(Start, Percent.Of(1_000m), 1)];
        Assert.Equal(MoneyErrors.Overflow, Assert.Throws<RuleViolationException>(() => Escalations.Rise(10m, escalations, Start, new(2030, 1, 1))).Code);
        Assert.Equal(10m, Escalations.Rise(10m, escalations, new(2030, 1, 1), new(2030, 1, 1)));
        Assert.Equal(0m, Escalations.Rise(0m, escalations, Start, new(2090, 1, 1)));
    }

    [Fact]
    public void A_change_of_escalations_counts_from_the_first_step_that_may_be_another()
    {
        var contract = AContract.Active with { Escalations = [new(new(2026, 3, 1), Percent.Of(3m)), new(new(2028, 3, 1), Percent.Of(4m))] };
        Assert.Equal(new LocalDate(2028, 3, 1), ContractChanges.FirstChangedDay(contract, contract with { Escalations = [contract.Escalations[0]] }));
        Assert.Equal(new LocalDate(2027, 6, 1), ContractChanges.FirstChangedDay(contract, contract with { Escalations = [contract.Escalations[0], new(new(2027, 6, 1), Percent.Of(0m))] }));
        Assert.Equal(new LocalDate(2026, 3, 1), ContractChanges.FirstChangedDay(contract, contract with { Escalations = [] }));
        Assert.Null(ContractChanges.FirstChangedDay(contract, contract with { Escalations = [.. contract.Escalations] }));
    }

    private static UnitPrice Euro(decimal amount) => UnitPrice.Of(amount, Currency.EUR);

    // walks over all steps of all escalations, each until the next begins
    private static IEnumerable<(LocalDate Day, Percent Rate)> Steps(ValueList<PriceEscalation> escalations, LocalDate after, LocalDate through)
    {
        for (var i = 0; i < escalations.Count; i++)
        {
            for (var k = 0; escalations[i].From.PlusMonths(k * escalations[i].EveryMonths) is var day && day <= through; k++)
            {
                if (day > after && escalations[i].Rate.Value != 0m && (i + 1 == escalations.Count || day < escalations[i + 1].From))
                {
                    yield return (day, escalations[i].Rate);
                }
            }
        }
    }
}

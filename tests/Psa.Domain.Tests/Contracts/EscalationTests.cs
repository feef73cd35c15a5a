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

    private static readonly Arbitrary<(PriceEscalation Escalation, decimal Price, LocalDate Through, LocalDate Earlier)> Cases = Arb.From(
        from rate in Gen.Choose(-50_000, 20_000)
        from months in Gen.Choose(1, 24)
        from offset in Gen.Choose(0, 400)
        from price in Gen.Choose(0, 100_000_000)
        from days in Gen.Choose(0, 3_000)
        from before in Gen.Choose(0, 3_000)
        select (
            new PriceEscalation(Percent.Of(rate / 1_000m), months, Start.PlusDays(offset)),
            price / 10_000m,
            Start.PlusDays(days),
            Start.PlusDays(Math.Min(days, before))));

    [Fact]
    public void Three_percent_a_year_are_rounded_at_each_step()
    {
        var contract = AContract.Active with { Escalation = new(Percent.Of(3), 12, new(2027, 1, 1)) };
        var part = Priced(9.999999m).Escalate(contract, new(2029, 6, 30));
        Assert.Equal([new(2026, 1, 1), new(2027, 1, 1), new(2028, 1, 1), new LocalDate(2029, 1, 1)], part.Terms.Select(terms => terms.EffectiveFrom));
        Assert.Equal([9.999999m, 10.299999m, 10.608999m, 10.927269m], part.Terms.Select(terms => terms.UnitPrice!.Value.Amount));
        Assert.Equal("escalation 3 % on 9.999999 EUR", part.Terms[1].Note);
    }

    [Fact]
    public void Taking_steps_twice_or_in_two_goes_is_the_same_as_once() => PropertyCheck.That(Prop.ForAll(Cases, x =>
    {
        var contract = AContract.Active with { Escalation = x.Escalation };
        var once = Priced(x.Price).Escalate(contract, x.Through);
        return once == once.Escalate(contract, x.Through)
            && once == Priced(x.Price).Escalate(contract, x.Earlier).Escalate(contract, x.Through)
            && once.Terms.Count <= 1 + x.Escalation.StepsThrough(x.Through);
    }));

    [Fact]
    public void Each_step_rises_the_price_before_it_and_nothing_else() => PropertyCheck.That(Prop.ForAll(Cases, x =>
    {
        var part = Priced(x.Price).Escalate(AContract.Active with { Escalation = x.Escalation }, x.Through);
        for (var i = 1; i < part.Terms.Count; i++)
        {
            var (before, after) = (part.Terms[i - 1], part.Terms[i]);
            var exact = before.UnitPrice!.Value.Amount * (1m + (x.Escalation.Rate.Value / 100m));
            if (Math.Abs(exact - after.UnitPrice!.Value.Amount) > 0.0000005m || after.Quantity != before.Quantity || after.EffectiveFrom <= before.EffectiveFrom)
            {
                return false;
            }
        }

        return true;
    }));

    [Fact]
    public void A_price_agreed_for_the_day_of_a_step_stands_and_a_quantity_rises_with_it()
    {
        var contract = AContract.Active with { Escalation = new(Percent.Of(3), 12, new(2027, 1, 1)) };
        var agreed = Priced(10m).WithTerms(new(new(2027, 1, 1), 10m, UnitPrice.Of(12m, Currency.EUR)));
        Assert.Equal(agreed, agreed.Escalate(contract, new(2027, 6, 30)));
        var more = Priced(10m).WithTerms(new(new(2027, 1, 1), 20m, UnitPrice.Of(10m, Currency.EUR))).Escalate(contract, new(2027, 6, 30));
        Assert.Equal((20m, 10.3m), (more.Terms[^1].Quantity, more.Terms[^1].UnitPrice!.Value.Amount));
    }

    [Fact]
    public void A_price_beyond_all_numbers_is_refused() =>
        Assert.Equal(
            MoneyErrors.Overflow,
            Assert.Throws<RuleViolationException>(() => Priced(10m).Escalate(AContract.Active with { Escalation = new(Percent.Of(200), 1, Start) }, new(2040, 1, 1))).Code);

    [Fact]
    public void Only_locked_prices_rise_while_the_part_runs()
    {
        var contract = AContract.Active with { Escalation = new(Percent.Of(3), 1, Start) };
        var through = new LocalDate(2026, 6, 30);
        Assert.Equal(6, Priced(10m).Escalate(contract, through).Terms.Count);
        Assert.Single((Priced(10m) with { PriceBehaviour = PriceBehaviour.UseCurrent }).Escalate(contract, through).Terms);
        Assert.Single((Priced(10m) with { Pricing = PricingScheme.Package(10m, 5m) }).Escalate(contract, through).Terms);
        Assert.Single(Priced(10m).Escalate(AContract.Active, through).Terms);
        Assert.Equal(3, (Priced(10m) with { LastDay = new LocalDate(2026, 3, 31) }).Escalate(contract, through).Terms.Count);
        Assert.Equal(2, Priced(10m).Escalate(contract with { Termination = new(new(2026, 2, 15), "moved") }, through).Terms.Count);
        Assert.Equal(2, (Priced(10m) with { EffectiveFrom = new LocalDate(2026, 5, 15) }).Escalate(contract, through).Terms.Count);
    }

    private static ContractPart Priced(decimal price) =>
        AContract.Part with { Terms = [new(Start, 10m, UnitPrice.Of(price, Currency.EUR), Discount.OfPercent(Percent.Of(5), "friend"))] };
}

using FsCheck.Fluent;
using Psa.Charges;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Charges;

/// <summary>One amount over some days, as a host calls it.</summary>
public sealed class ProrateTests
{
    private static readonly DatePeriod March = DatePeriod.Create(new(2025, 3, 1), new(2025, 4, 1));

    [Fact]
    public void Some_days_cost_their_share_and_all_days_the_amount() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Gen.Choose(-1_000_000, 1_000_000).Zip(Gen.Choose(0, 30).Two())), x =>
        {
            var (minor, (one, other)) = x;
            var amount = Money.FromMinorUnits(minor, Currency.EUR);
            var days = DatePeriod.Inclusive(March.Start.PlusDays(Math.Min(one, other)), March.Start.PlusDays(Math.Max(one, other)));
            var expected = Math.Round(minor * days.Length / 31m, MidpointRounding.AwayFromZero);

            return amount.Prorate(March, days).MinorUnits == (long)expected && amount.Prorate(March, March) == amount;
        }),
        500);

    [Fact]
    public void Any_amount_over_any_days_is_its_exact_share_rounded_once() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(Arbitraries.DecimalEdges.Zip(Gen.OneOf(Gen.Constant(1m), Arbitraries.Quantities.Generator))),
            Arb.From(Arbitraries.Periods.Generator.Zip(Gen.Choose(0, 730).Two())),
            Arb.From(Arbitraries.Currencies.Zip(Arbitraries.Roundings)),
            (product, time, how) =>
            {
                var ((price, quantity), (period, (one, other)), (currency, rounding)) = (product, time, how);
                var (first, last) = (Math.Min(one, other) % period.Length, Math.Max(one, other) % period.Length);
                var days = DatePeriod.Inclusive(period.Start.PlusDays(Math.Min(first, last)), period.Start.PlusDays(Math.Max(first, last)));
                var (units, all) = (0, 0);
                for (var day = period.Start; day < period.EndExclusive; day = day.PlusDays(1))
                {
                    (units, all) = (units + (days.Contains(day) ? 1 : 0), all + 1);
                }

                var exact = Values.Fraction.Of(price) * Values.Fraction.Of(quantity) * new Values.Fraction(units, all);
                return Values.Oracle.Agrees(
                    Values.Oracle.MinorUnits(exact, currency, rounding), currency, () => ExactAmount.Of(price, currency).Times(quantity).Prorate(period, days, rounding));
            }),
        500);

    [Fact]
    public void A_price_times_a_quantity_is_rounded_with_its_days_and_not_before()
    {
        var tenDays = DatePeriod.Inclusive(March.Start, March.Start.PlusDays(9));

        Assert.Equal(Money.Of(0.07m, Currency.EUR), UnitPrice.Of(0.075m, Currency.EUR).Times(3m).Prorate(March, tenDays));
        Assert.Equal(Money.Of(0.08m, Currency.EUR), UnitPrice.Of(0.0756m, Currency.EUR).Times(3.1m).Prorate(March, tenDays));
        Assert.Equal(Money.Of(0.07m, Currency.EUR), UnitPrice.Of(0.0756m, Currency.EUR).Extend(3.1m, Rounding.HalfUp).Prorate(March, tenDays));
    }

    [Fact]
    public void It_is_rounded_as_the_caller_says()
    {
        var (amount, days) = (Money.Of(0.31m, Currency.EUR), DatePeriod.Inclusive(March.Start, March.Start.PlusDays(0)));

        Assert.Equal(Money.Of(0.01m, Currency.EUR), amount.Prorate(March, days));
        Assert.Equal(Money.Of(0.02m, Currency.EUR), Money.Of(0.32m, Currency.EUR).Prorate(March, days, Rounding.Up));
        Assert.Equal(Money.Of(0.01m, Currency.EUR), Money.Of(0.61m, Currency.EUR).Prorate(March, days, Rounding.Down));
    }

    [Fact]
    public void No_days_are_no_share() =>
        Assert.Equal(ContractErrors.BadCoverage, Assert.Throws<RuleViolationException>(() => Money.Of(1m, Currency.EUR).Prorate(March, default)).Code);

    [Fact]
    public void Days_outside_the_period_are_refused() =>
        Assert.Equal(ContractErrors.BadCoverage, Assert.Throws<RuleViolationException>(() => Money.Of(1m, Currency.EUR).Prorate(March, DatePeriod.Inclusive(new(2025, 3, 31), new(2025, 4, 1)))).Code);
}

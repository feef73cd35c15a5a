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
    public void It_is_rounded_as_the_caller_says()
    {
        var (amount, days) = (Money.Of(0.31m, Currency.EUR), DatePeriod.Inclusive(March.Start, March.Start.PlusDays(0)));

        Assert.Equal(Money.Of(0.01m, Currency.EUR), amount.Prorate(March, days));
        Assert.Equal(Money.Of(0.02m, Currency.EUR), Money.Of(0.32m, Currency.EUR).Prorate(March, days, Rounding.Up));
        Assert.Equal(Money.Of(0.01m, Currency.EUR), Money.Of(0.61m, Currency.EUR).Prorate(March, days, Rounding.Down));
    }

    [Fact]
    public void Days_outside_the_period_are_refused() =>
        Assert.Equal(ContractErrors.BadCoverage, Assert.Throws<RuleViolationException>(() => Money.Of(1m, Currency.EUR).Prorate(March, DatePeriod.Inclusive(new(2025, 3, 31), new(2025, 4, 1)))).Code);
}

using Psa.Catalog;
using Psa.Runs;

namespace Psa.Domain.Tests.Catalog;

public class DiscountTests
{
    private static readonly ExactAmount Base = ExactAmount.Of(300.005m, Currency.EUR);

    [Theory]
    [InlineData(12, 300.005, 12)]
    [InlineData(12, 0, 0)]
    [InlineData(12, 11.5, 11.5)]
    [InlineData(12, -300, -12)]
    [InlineData(12, -11.5, -11.5)]
    public void An_amount_takes_no_more_than_there_is(double off, double amount, double expected) =>
        Assert.Equal(
            ExactAmount.Of((decimal)expected, Currency.EUR),
            Discount.OfAmount(Money.Of((decimal)off, Currency.EUR)).Of(ExactAmount.Of((decimal)amount, Currency.EUR)));

    [Fact]
    public void A_percent_is_exact() => Assert.Equal(ExactAmount.Of(37.500625m, Currency.EUR), Discount.OfPercent(Percent.Of(12.5m)).Of(Base));

    [Fact]
    public void What_is_left_is_the_rest()
    {
        Assert.Equal(ExactAmount.Of(262.504375m, Currency.EUR), Base.Less(Discount.OfPercent(Percent.Of(12.5m))));
        Assert.Equal(Base, Base.Less(null));
    }

    [Theory]
    [InlineData(100.000001)]
    [InlineData(-0.000001)]
    public void A_percent_below_0_or_above_100_is_refused(double percent) =>
        Assert.Equal(CatalogErrors.DiscountOutOfRange, Assert.Throws<RuleViolationException>(() => Discount.OfPercent(Percent.Of((decimal)percent))).Code);

    [Fact]
    public void An_amount_below_zero_is_refused() =>
        Assert.Equal(CatalogErrors.DiscountOutOfRange, Assert.Throws<RuleViolationException>(() => Discount.OfAmount(Money.Of(-0.01m, Currency.EUR))).Code);

    [Fact]
    public void Percent_and_amount_together_or_neither_are_refused()
    {
        Assert.Equal(CatalogErrors.BadDiscount, Assert.Throws<RuleViolationException>(() => new Discount(null, null, "")).Code);
        Assert.Equal(CatalogErrors.BadDiscount, Assert.Throws<RuleViolationException>(() => new Discount(Percent.Of(1m), Money.Of(1m, Currency.EUR), "")).Code);
        Assert.Equal(CatalogErrors.BadDiscount, Assert.Throws<RuleViolationException>(() => new Discount(Percent.Of(1m), null, "", UnitPrice.Of(1m, Currency.EUR))).Code);
    }

    [Fact]
    public void A_discount_of_another_currency_is_refused() =>
        Assert.Throws<CurrencyMismatchException>(() => Discount.OfAmount(Money.Of(1m, Currency.USD)).Of(Base));
}

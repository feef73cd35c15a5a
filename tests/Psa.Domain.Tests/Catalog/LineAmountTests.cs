using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Domain.Tests.Documents;
using Psa.Testing;

namespace Psa.Domain.Tests.Catalog;

public class LineAmountTests
{
    private static readonly UnitPrice Hundred = UnitPrice.Of(100m, Currency.EUR);
    private static readonly UnitPrice Five = UnitPrice.Of(5m, Currency.EUR);
    private static readonly Discount Ten = Discount.OfAmount(AnInput.Eur(10m));
    private static readonly Discount TenEach = Discount.OfUnitAmount(UnitPrice.Of(10m, Currency.EUR));

    [Fact]
    public void The_base_is_price_less_volume_discount_times_quantity() =>
        Assert.Equal(AnInput.Eur(1045m), LineAmounts.Base(11m, Hundred, Five).Round(Rounding.HalfUp));

    [Theory]
    [InlineData(false, true, 1035)]
    [InlineData(true, true, 935)]
    [InlineData(false, false, 1090)]
    [InlineData(true, false, 990)]
    public void A_manual_discount_is_off_the_line_or_off_each_unit(bool perUnit, bool withVolumeDiscount, int expected) =>
        Assert.Equal(AnInput.Eur(expected), LineAmounts.Net(11m, Hundred, Rounding.HalfUp, perUnit ? TenEach : Ten, withVolumeDiscount ? Five : null));

    [Fact]
    public void Vector_line_negative_line_mode() => Assert.Equal(AnInput.Eur(-1035m), LineAmounts.Net(-11m, Hundred, Rounding.HalfUp, Ten, Five));

    [Fact]
    public void Vector_line_negative_per_unit() => Assert.Equal(AnInput.Eur(-935m), LineAmounts.Net(-11m, Hundred, Rounding.HalfUp, TenEach, Five));

    [Fact]
    public void Vector_line_per_unit_small() => Assert.Equal(
        AnInput.Eur(27.50m),
        LineAmounts.Net(1000m, UnitPrice.Of(0.0300m, Currency.EUR), Rounding.HalfUp, Discount.OfUnitAmount(UnitPrice.Of(0.0025m, Currency.EUR))));

    [Theory]
    [InlineData(11, 1045, false, false)]
    [InlineData(11, 1045.01, false, true)]
    [InlineData(-11, 1045, false, false)]
    [InlineData(-11, 1045.01, false, true)]
    [InlineData(11, 95, true, false)]
    [InlineData(11, 95.01, true, true)]
    [InlineData(-11, 95.01, true, true)]
    [InlineData(0, 95, true, false)]
    public void A_discount_exceeds_the_line_s_base_or_the_unit_s_price_less_volume_discount(decimal quantity, double off, bool perUnit, bool exceeds) => Assert.Equal(
        exceeds,
        (perUnit ? Discount.OfUnitAmount(UnitPrice.Of((decimal)off, Currency.EUR)) : Discount.OfAmount(AnInput.Eur((decimal)off))).Exceeds(quantity, Hundred, Five));

    [Fact]
    public void A_percent_exceeds_nothing() => Assert.False(Discount.OfPercent(Percent.Of(100m)).Exceeds(11m, Hundred, Hundred));

    [Fact]
    public void Vector_line_discount_above_price()
    {
        var (price, discount) = (UnitPrice.Of(10m, Currency.EUR), Discount.OfAmount(AnInput.Eur(15m)));

        Assert.Equal(AnInput.Eur(0m), LineAmounts.Net(1m, price, Rounding.HalfUp, discount));
        Assert.Equal(AnInput.Eur(10m), (LineAmounts.Base(1m, price) - LineAmounts.Exact(1m, price, discount)).Round(Rounding.HalfUp));
    }

    [Fact]
    public void A_line_is_rounded_once_and_its_price_never() =>
        Assert.Equal(AnInput.Eur(0.23m), LineAmounts.Net(3m, UnitPrice.Of(0.0750m, Currency.EUR), Rounding.HalfUp));

    [Fact]
    public void A_discount_is_taken_before_the_one_rounding() =>
        Assert.Equal(AnInput.Eur(0.11m), LineAmounts.Net(3m, UnitPrice.Of(0.0750m, Currency.EUR), Rounding.HalfUp, Discount.OfPercent(Percent.Of(50m))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_discount_above_the_line_makes_it_free_and_not_negative(bool perUnit) =>
        Assert.Equal(AnInput.Eur(0m), LineAmounts.Net(1m, Five, Rounding.HalfUp, perUnit ? TenEach : Ten));

    [Fact]
    public void A_volume_discount_above_the_price_makes_the_unit_free() =>
        Assert.Equal(AnInput.Eur(0m), LineAmounts.Net(7m, Five, Rounding.HalfUp, null, Hundred));

    [Fact]
    public void A_quantity_with_too_many_decimals_is_refused() =>
        Assert.Equal(
            MoneyErrors.TooManyDecimals,
            Assert.Throws<RuleViolationException>(() => LineAmounts.Net(0.0000000000000001m, Hundred, Rounding.HalfUp)).Code);

    [Fact]
    public void A_discount_of_another_currency_is_refused() =>
        Assert.Throws<CurrencyMismatchException>(() => LineAmounts.Net(1m, Hundred, Rounding.HalfUp, Discount.OfAmount(Money.Of(1m, Currency.USD))));

    [Fact]
    public void A_line_given_back_gives_back_its_discount_too() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from quantity in Gen.Choose(-5000, 5000)
                from price in Gen.Choose(-500_000, 500_000)
                from volume in Gen.Choose(0, 1000)
                from off in Gen.Choose(0, 100_000)
                from kind in Gen.Choose(0, 2)
                from rounding in DocumentArb.AnyRounding()
                select (Quantity: quantity / 100m, Price: UnitPrice.Of(price / 1000m, Currency.EUR), Volume: UnitPrice.Of(volume / 100m, Currency.EUR), Off: off, Kind: kind, rounding)),
            x =>
            {
                var discount = x.Kind switch
                {
                    0 => Discount.OfPercent(Percent.Of(x.Off / 1000m)),
                    1 => Discount.OfAmount(Money.FromMinorUnits(x.Off, Currency.EUR)),
                    _ => Discount.OfUnitAmount(UnitPrice.Of(x.Off / 10_000m, Currency.EUR)),
                };
                var net = LineAmounts.Net(x.Quantity, x.Price, x.rounding, discount, x.Volume);
                var full = x.Price.Extend(x.Quantity, x.rounding);
                return net == -LineAmounts.Net(-x.Quantity, x.Price, x.rounding, discount, x.Volume)
                    && net.Sign * full.Sign >= 0
                    && net.Abs() <= full.Abs();
            }),
        2000);
}

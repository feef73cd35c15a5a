using System.Globalization;
using System.Text.Json;
using FsCheck.Fluent;
using Psa.Documents;
using Psa.Records;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class PriceTests
{
    private const int Runs = 1_000;

    [Fact]
    public void A_line_is_rounded_once() =>
        Assert.Equal("0.23 EUR", UnitPrice.Of(0.0750m, Currency.EUR).Extend(3, Rounding.HalfUp).ToString());

    [Fact]
    public void Extending_is_exact_up_to_the_one_rounding() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from price in Arbitraries.UnitPrices.Generator
                from quantity in Arbitraries.Quantities.Generator
                from rounding in Arbitraries.Roundings
                select (Price: price, Quantity: quantity, Rounding: rounding)),
            x => Oracle.Agrees(
                Oracle.MinorUnits(Fraction.Of(x.Price.Amount) * Fraction.Of(x.Quantity), x.Price.Currency, x.Rounding),
                x.Price.Currency,
                () => x.Price.Extend(x.Quantity, x.Rounding))),
        Runs);

    [Fact]
    public void Thirteen_decimals_of_a_price_are_refused()
    {
        Assert.Equal(0.000000000001m, UnitPrice.Of(0.000000000001m, Currency.EUR).Amount);
        Assert.Equal(1.5m, UnitPrice.Of(1.50000000000000000m, Currency.EUR).Amount);
        Assert.Equal(MoneyErrors.TooManyDecimals, Assert.Throws<RuleViolationException>(() => UnitPrice.Of(0.0000000000001m, Currency.EUR)).Code);
    }

    [Fact]
    public void R71_a_price_is_the_same_text_however_it_was_written()
    {
        var line = new DocumentLine { Text = "Line", Quantity = 12.50m, UnitPrice = UnitPrice.Of(360.50m, Currency.EUR), Amount = Money.Of(4506.25m, Currency.EUR) };
        var stored = JsonSerializer.Deserialize<DocumentLine>(JsonSerializer.Serialize(line, PsaJson.Options), PsaJson.Options)!;
        Assert.All([line, stored], one => Assert.Equal("12.5 × 360.5", FormattableString.Invariant($"{one.Quantity} × {one.UnitPrice.Amount}")));
        Assert.Equal("20", Percent.Of(20.00m).Value.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Sixteen_decimals_of_a_quantity_are_refused()
    {
        Assert.Equal(0.000000000000001m, Decimals.Quantity(0.000000000000001m));
        Assert.Equal(MoneyErrors.TooManyDecimals, Assert.Throws<RuleViolationException>(() => Decimals.Quantity(0.0000000000000001m)).Code);
    }

    [Fact]
    public void Seven_decimals_of_a_percentage_are_refused()
    {
        Assert.Equal(7.123456m, Percent.Of(7.1234560m).Value);
        Assert.Equal(MoneyErrors.TooManyDecimals, Assert.Throws<RuleViolationException>(() => Percent.Of(7.1234567m)).Code);
    }

    [Fact]
    public void Text_makes_the_price_again() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.UnitPrices, price => UnitPrice.Parse(price.ToString()) == price), Runs);

    [Fact]
    public void Text_makes_the_percentage_again() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.Percents, percent => Percent.Parse(percent.ToString()) == percent), Runs);

    [Fact]
    public void Twenty_is_twenty_percent()
    {
        Assert.Equal("20 %", Percent.Of(20).ToString());
        Assert.Equal(Percent.Of(20), Percent.Parse("20"));
        Assert.Equal("10.00 EUR", ExactAmount.Of(50, Currency.EUR).Times(Percent.Of(20)).Round(Rounding.HalfUp).ToString());
        Assert.True(Percent.Of(7) < Percent.Of(19) && Percent.Of(7) <= Percent.Of(7.0m) && Percent.Of(19) > Percent.Of(7) && Percent.Of(7) >= Percent.Of(7));
    }

    [Theory]
    [InlineData("0,075 EUR")]
    [InlineData("0.075EUR")]
    [InlineData("EUR")]
    [InlineData("")]
    public void Text_of_another_form_is_no_price(string text) =>
        Assert.Throws<FormatException>(() => UnitPrice.Parse(text));

    [Theory]
    [InlineData("twenty")]
    [InlineData("%")]
    [InlineData("20%")]
    [InlineData("20 % ")]
    [InlineData("1.00000000000000000000000000000000001")]
    public void Text_of_another_form_is_no_percentage(string text) =>
        Assert.Throws<FormatException>(() => Percent.Parse(text));

    [Fact]
    public void Extending_allocates_nothing()
    {
        var price = UnitPrice.Of(0.075m, Currency.EUR);

        Assert.Equal(0, Allocations.Of(() => _ = price.Extend(3.123456789012345m, Rounding.HalfUp)));
    }
}

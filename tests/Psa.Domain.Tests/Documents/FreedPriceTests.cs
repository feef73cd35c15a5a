using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Testing;

namespace Psa.Domain.Tests.Documents;

public class FreedPriceTests
{
    [Theory]
    [InlineData("121", 21, "100")]
    [InlineData("99.99", 21, "82.636363636364")]
    [InlineData("0.000000000001", 100, "0.000000000001")]
    [InlineData("0.000000000001", 101, "0")]
    [InlineData("-99.99", 21, "-82.636363636364")]
    [InlineData("100", 0, "100")]
    [InlineData("160.97", 14.975, "140.004348771472")]
    [InlineData("10000000000000", 21, "8264462809917.355371900826")]
    public void A_price_is_freed_to_12_decimals(string price, double rate, string expected) =>
        Assert.Equal(
            UnitPrice.Parse($"{expected} EUR").ToString(), FreedPrices.Free(UnitPrice.Parse($"{price} EUR"), Percent.Of((decimal)rate)).ToString());

    [Fact]
    public void A_line_multiplies_out_with_its_share_and_discount()
    {
        DocumentLine line = new()
        {
            Text = "part",
            Quantity = 2m,
            UnitPrice = UnitPrice.Of(121m, Currency.EUR),
            Discount = Discount.OfAmount(AnInput.Eur(10m)),
            Share = new(16, 31),
            Amount = AnInput.Eur(119.74m),
            Carry = 0,
        };

        // (242.00 − 10.00) × 16 ÷ 31 agreed, (200.00 − 10.00) × 16 ÷ 31 billed; a line that doesn't multiply out is divided
        Assert.Equal(AnInput.Eur(98.06m), FreedPrices.Amount(line, Percent.Of(21m), Rounding.HalfUp));
        Assert.Equal(AnInput.Eur(98.06m), FreedPrices.Amount(line with { Amount = AnInput.Eur(119.75m), Carry = 1 }, Percent.Of(21m), Rounding.HalfUp));
        Assert.Equal(AnInput.Eur(100m), FreedPrices.Amount(line with { Amount = AnInput.Eur(121m) }, Percent.Of(21m), Rounding.HalfUp));
    }

    // what the quantity takes off is of the price's kind and freed with it; a discount off each unit is of the document's, and stays
    [Theory]
    [InlineData(false, 300, 270)]
    [InlineData(true, 294, 264)]
    public void A_volume_discount_is_freed_with_the_price(bool hasDiscount, int without, int expected)
    {
        DocumentLine line = new()
        {
            Text = "part",
            Quantity = 3m,
            UnitPrice = UnitPrice.Of(121m, Currency.EUR),
            VolumeDiscount = UnitPrice.Of(12.10m, Currency.EUR),
            Discount = hasDiscount ? Discount.OfUnitAmount(UnitPrice.Of(2m, Currency.EUR)) : null,
            Amount = AnInput.Eur(0m),
            Tax = new LineTax(ATax.ReverseCharge, new(2025, 1, 1), Freed: new(Percent.Of(21m), AnInput.Eur(0m))),
        };
        line = line with { Amount = line.Recompute(Rounding.HalfUp) };
        var amount = FreedPrices.Amount(line, Percent.Of(21m), Rounding.HalfUp);
        var freed = FreedPrices.Free(line, amount, Rounding.HalfUp);
        Assert.Equal((AnInput.Eur(expected), UnitPrice.Of(100m, Currency.EUR), UnitPrice.Of(10m, Currency.EUR)), (amount, freed.UnitPrice, freed.VolumeDiscount!.Value));
        Assert.Equal((0L, amount), (freed.Carry, freed.Recompute(Rounding.HalfUp)));
        Assert.Equal(AnInput.Eur(without), FreedPrices.Amount(line with { VolumeDiscount = null, Amount = (line with { VolumeDiscount = null }).Recompute(Rounding.HalfUp) }, Percent.Of(21m), Rounding.HalfUp));
    }

    // 60.00 with 21 % and 40.00 with 6 % in it are 49.59 and 37.74; 10.00 is off what they come to together
    [Theory]
    [InlineData(0, 49.59, 37.74)]
    [InlineData(10, 43.58, 33.74)]
    [InlineData(95, 0, 0)]
    public void Components_share_what_the_freed_price_comes_to(int off, double first, double second)
    {
        var heading = new DocumentLine { Text = "suite", Quantity = 1m, UnitPrice = UnitPrice.Of(100m, Currency.EUR), Discount = off == 0 ? null : Discount.OfAmount(AnInput.Eur(off)), Amount = AnInput.Eur(0m) };
        var net = heading.Recompute(Rounding.HalfUp);
        ValueList<DocumentLine> lines =
        [
            heading with { Bundle = BundleRole.Heading },
            new() { Text = "seat", Bundle = BundleRole.Component, Quantity = 1m, UnitPrice = UnitPrice.Of(net.Amount * 0.6m, Currency.EUR), Amount = AnInput.Eur(net.Amount * 0.6m) },
            new() { Text = "book", Bundle = BundleRole.Component, Quantity = 1m, UnitPrice = UnitPrice.Of(net.Amount * 0.4m, Currency.EUR), Amount = AnInput.Eur(net.Amount * 0.4m) },
        ];
        Assert.Equal([AnInput.Eur((decimal)first), AnInput.Eur((decimal)second)], FreedPrices.Amounts(lines, [default, Percent.Of(21m), Percent.Of(6m)], Rounding.HalfUp)[1..]);
    }

    [Fact]
    public void A_freed_line_multiplies_out_on_the_document() => PropertyCheck.That(Prop.ForAll(
        Arb.From(
            from units in Gen.Choose(-1_000_000, 1_000_000)
            from quantity in Gen.Choose(-500, 500)
            from rate in Gen.Elements(0m, 5m, 14.975m, 21m, 1000m)
            from amount in Gen.Choose(-100_000, 100_000)
            select (units, quantity, rate, amount)),
        x =>
        {
            var tax = new LineTax(ATax.ReverseCharge, new(2025, 1, 1), Freed: new(Percent.Of(x.rate), AnInput.Eur(0m)));
            DocumentLine line = new() { Text = "part", Quantity = x.quantity, UnitPrice = UnitPrice.Of(x.units / 1000m, Currency.EUR), Amount = AnInput.Eur(0m), Tax = tax };
            var freed = FreedPrices.Free(line, Money.FromMinorUnits(x.amount, Currency.EUR), Rounding.HalfUp);
            return freed.Tax!.Freed!.Amount == freed.Amount && freed.UnitPrice.Extend(freed.Quantity, Rounding.HalfUp) + Money.FromMinorUnits(freed.Carry, Currency.EUR) == freed.Amount && freed.Amount.MinorUnits == x.amount;
        }));
}

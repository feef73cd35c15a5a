using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Testing;

namespace Psa.Domain.Tests.Documents;

/// <summary>Parts of a line by running totals (R-PART).</summary>
public sealed class LinePartTests
{
    private static readonly Money Whole = AnInput.Eur(1000m);

    [Fact]
    public void Vector_part_invoices_thirds() => Assert.Equal([33.33m, 33.34m, 33.33m], Cut(Line(3m, 33.3333m), 1m, 1m, 1m));

    [Fact]
    public void Vector_part_invoices_manual_discount()
    {
        var line = Line(11m, 100m, Discount.OfAmount(AnInput.Eur(10m)), volumeDiscount: 5m);
        Assert.Equal([376.36m, 376.37m, 282.27m], Cut(line, 4m, 4m, 3m));
        Assert.Equal([-376.36m, -376.37m, -282.27m], Cut(Line(-11m, 100m, line.Discount, volumeDiscount: 5m), -4m, -4m, -3m));
    }

    // what is canceled takes its share with it: nothing is caught up
    [Fact]
    public void Vector_part_invoices_rest_canceled()
    {
        var line = Line(3m, 33.333m);
        var net = LineParts.UpTo(line, 1m, Rounding.HalfUp);
        Assert.Equal((AnInput.Eur(33.33m), AnInput.Eur(3.33m)), (net, LineParts.UpTo(AnInput.Eur(10m), 1m, 3m, Rounding.HalfUp)));
    }

    [Fact]
    public void Vector_part_invoices_header_and_freight()
    {
        var (a, b) = (Line(6m, 100m), Line(3m, 133.3333m));
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(600m, 21), AnInput.Line(400m, 6)) with { Discounts = [Discount.OfAmount(AnInput.Eur(100m))] });
        Assert.Equal([60m, 40m], totals.Lines.AsEnumerable().Select(line => line.Discount.Amount));
        var (first, rest) = (LineParts.UpTo(a, 2m, Rounding.HalfUp), a.Amount - LineParts.UpTo(a, 2m, Rounding.HalfUp));
        var off = LineParts.UpTo(totals.Lines[0].Discount, 2m, 6m, Rounding.HalfUp);
        Assert.Equal((180m, 360m), ((first - off).Amount, (b.Amount - totals.Lines[1].Discount).Amount));
        Assert.Equal(360m, (rest - (totals.Lines[0].Discount - off)).Amount);
        var freight = LineParts.UpTo(AnInput.Eur(50m), first + b.Amount, Whole, Rounding.HalfUp);
        Assert.Equal((30m, 20m), (freight.Amount, (AnInput.Eur(50m) - freight).Amount));
        var one = Totals.Compute(AnInput.Of(AnInput.Line(180m, 21), AnInput.Line(360m, 6)));
        Assert.Equal([37.80m, 21.60m], one.TaxGroups.AsEnumerable().Select(group => group.Tax.Amount).OrderDescending());
        Assert.Equal(75.60m, Totals.Compute(AnInput.Of(AnInput.Line(360m, 21))).TaxTotal.Amount);
    }

    [Fact]
    public void All_parts_of_a_line_sum_to_it_whatever_it_takes_off() => PropertyCheck.That(Prop.ForAll(
        Arb.From(
            from parts in Gen.NonEmptyListOf(Gen.Choose(1, 500))
            from price in Gen.Choose(0, 500_000)
            from volume in Gen.Choose(0, 2000)
            from off in Gen.Choose(0, 2000)
            from kind in Gen.Choose(0, 3)
            from isBack in Gen.Elements(true, false)
            from rounding in DocumentArb.AnyRounding()
            select (Parts: parts, Price: price / 10_000m, Volume: volume / 1000m, Off: off, Kind: kind, Sign: isBack ? -1m : 1m, rounding)),
        x =>
        {
            var discount = x.Kind switch
            {
                0 => null,
                1 => Discount.OfPercent(Percent.Of(x.Off / 20m)),
                2 => Discount.OfAmount(Money.FromMinorUnits(x.Off, Currency.EUR)),
                _ => Discount.OfUnitAmount(UnitPrice.Of(x.Off / 1000m, Currency.EUR)),
            };
            var line = Line(x.Parts.Sum() * x.Sign / 100m, x.Price, discount, x.Volume, x.rounding);
            var (upTo, sum) = (0m, AnInput.Eur(0m));
            foreach (var part in x.Parts)
            {
                var before = upTo == 0m ? AnInput.Eur(0m) : LineParts.UpTo(line, upTo, x.rounding);
                upTo += part * x.Sign / 100m;
                var own = LineParts.UpTo(line, upTo, x.rounding) - before;
                sum += own;
                if (own.Sign * x.Sign < 0)
                {
                    return false;
                }
            }

            return sum == line.Amount && line.Amount == line.Recompute(x.rounding);
        }));

    private static decimal[] Cut(DocumentLine line, params decimal[] quantities)
    {
        var (upTo, parts) = (0m, new List<decimal>());
        foreach (var quantity in quantities)
        {
            var before = upTo == 0m ? 0m : LineParts.UpTo(line, upTo, Rounding.HalfUp).Amount;
            upTo += quantity;
            parts.Add(LineParts.UpTo(line, upTo, Rounding.HalfUp).Amount - before);
        }

        return [.. parts];
    }

    private static DocumentLine Line(decimal quantity, decimal price, Discount? discount = null, decimal volumeDiscount = 0m, Rounding rounding = Rounding.HalfUp)
    {
        var line = new DocumentLine
        {
            Text = "Line",
            Quantity = quantity,
            UnitPrice = UnitPrice.Of(price, Currency.EUR),
            VolumeDiscount = volumeDiscount == 0m ? null : UnitPrice.Of(volumeDiscount, Currency.EUR),
            Discount = discount,
            Amount = AnInput.Eur(0m),
        };
        return line with { Amount = line.Recompute(rounding) };
    }
}

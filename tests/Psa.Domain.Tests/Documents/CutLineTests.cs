using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Testing;

namespace Psa.Domain.Tests.Documents;

/// <summary>Lines that are cut out of others, and what is cut out of those (R-PART).</summary>
public sealed class CutLineTests
{
    [Fact]
    public void The_second_piece_of_thirds_keeps_its_cent_wherever_it_goes()
    {
        var whole = Line(3m, 33.3333m, discount: null, volumeDiscount: 0m, Rounding.HalfUp);
        var ordered = LineParts.Cut(whole, 1m, 1m, Rounding.HalfUp);
        var invoiced = LineParts.Cut(ordered, 0m, 1m, Rounding.HalfUp);
        Assert.Equal((33.34m, 33.34m), (ordered.Amount.Amount, invoiced.Amount.Amount));
        Assert.Equal(33.34m, LineParts.UpTo(invoiced, 1m, Rounding.HalfUp).Amount);
        Assert.Equal(new LinePart(3m, 1m), ordered.Part);
    }

    [Fact]
    public void A_share_of_the_documents_discount_is_a_discount_of_the_part()
    {
        var line = Line(11m, 100m, Discount.OfAmount(AnInput.Eur(10m), "Loyalty"), 5m, Rounding.HalfUp);
        var part = LineParts.Cut(line, 0m, 4m, Rounding.HalfUp, AnInput.Eur(55m), "Autumn");
        Assert.Equal((356.36m, "23.64 EUR (Loyalty; Autumn)", 0L), (part.Amount.Amount, part.Discount!.ToString(), part.Carry));
    }

    [Fact]
    public void Orders_and_their_invoices_and_their_credits_sum_to_the_line_and_each_multiplies_out() => PropertyCheck.That(Prop.ForAll(
        Arb.From(
            from pieces in Gen.NonEmptyListOf(Gen.NonEmptyListOf(Gen.NonEmptyListOf(Gen.Choose(1, 300))))
            from price in Gen.Choose(0, 500_000)
            from volume in Gen.Choose(0, 2000)
            from off in Gen.Choose(0, 2000)
            from share in Gen.Choose(0, 100)
            from kind in Gen.Choose(0, 3)
            from isBack in Gen.Elements(true, false)
            from rounding in DocumentArb.AnyRounding()
            select (Pieces: pieces, Price: price / 10_000m, Volume: volume / 1000m, Off: off, Share: share, Kind: kind, Sign: isBack ? -1m : 1m, rounding)),
        x =>
        {
            var discount = x.Kind switch
            {
                0 => null,
                1 => Discount.OfPercent(Percent.Of(x.Off / 20m)),
                2 => Discount.OfAmount(Money.FromMinorUnits(x.Off, Currency.EUR)),
                _ => Discount.OfUnitAmount(UnitPrice.Of(x.Off / 1000m, Currency.EUR)),
            };
            var line = Line(x.Sign * x.Pieces.Sum(order => order.Sum(invoice => invoice.Sum())) / 100m, x.Price, discount, x.Volume, x.rounding);
            var (ordered, sumOfOrders) = (0m, AnInput.Eur(0m));
            foreach (var order in x.Pieces)
            {
                var own = LineParts.Cut(line, ordered, x.Sign * order.Sum(invoice => invoice.Sum()) / 100m, x.rounding);
                (ordered, sumOfOrders) = (ordered + own.Quantity, sumOfOrders + own.Amount);
                var header = own.Amount.Scale(x.Share, 100, Rounding.HalfUp);
                var (invoiced, sumOfInvoices) = (0m, AnInput.Eur(0m));
                foreach (var invoice in order)
                {
                    var item = LineParts.Cut(own, invoiced, x.Sign * invoice.Sum() / 100m, x.rounding, header);
                    (invoiced, sumOfInvoices) = (invoiced + item.Quantity, sumOfInvoices + item.Amount);
                    if (!IsWhole(item, invoice, x.Sign, x.rounding) || item.Recompute(x.rounding) != item.Amount)
                    {
                        return false;
                    }
                }

                if (sumOfInvoices != own.Amount - header || own.Recompute(x.rounding) != own.Amount)
                {
                    return false;
                }
            }

            return sumOfOrders == line.Amount;
        }));

    // what is credited of an invoice's line, piece by piece: the first pieces begin where the line begins in its whole
    private static bool IsWhole(DocumentLine item, IEnumerable<int> pieces, decimal sign, Rounding rounding)
    {
        var (upTo, before, sum) = (0m, AnInput.Eur(0m), AnInput.Eur(0m));
        foreach (var piece in pieces)
        {
            upTo += sign * piece / 100m;
            var after = LineParts.UpTo(item, upTo, rounding);
            (sum, before) = (sum + (after - before), after);
        }

        return upTo == item.Quantity && sum == item.Amount;
    }

    private static DocumentLine Line(decimal quantity, decimal price, Discount? discount, decimal volumeDiscount, Rounding rounding)
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

using Psa.Catalog;
using Psa.Charges;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>Writes what changed for some days as lines that multiply out: the added quantity, the difference of the prices, or the old line taken back beside the new one (R-LINE-SAYS).</summary>
internal static class LineDifferences
{
    /// <summary>Writes the change of days whose share of the period stays: a line, or two where no single product makes it.</summary>
    internal static void Add(List<DocumentLine> lines, ChargeFacts facts, in LineShape before, in LineShape after, LineRemarkKind kind, DatePeriod days, PeriodShare? share, Rounding rounding)
    {
        var remark = new LineRemark(kind, before.Basis, after.Basis);
        if (Single(before, after) is not var (quantity, price, discount, volumeDiscount))
        {
            Add(lines, facts, before, isTaken: true, days, share, remark, rounding);
            Add(lines, facts, after, isTaken: false, days, share, remark, rounding);
            return;
        }

        Add(lines, facts, after with { Quantity = quantity, Price = price, Discount = discount, VolumeDiscount = volumeDiscount, Unit = after.Unit == LineShape.Plain ? before.Unit : after.Unit }, isTaken: false, days, share, remark, rounding);
    }

    /// <summary>Writes days that are billed now, or were and are taken back.</summary>
    internal static void Add(List<DocumentLine> lines, ChargeFacts facts, in LineShape shape, bool isTaken, DatePeriod days, PeriodShare? share, LineRemark remark, Rounding rounding)
    {
        var quantity = isTaken ? -shape.Quantity : shape.Quantity;
        var amount = DocumentLines.Product(quantity, shape.Price, shape.Discount, shape.VolumeDiscount, share, rounding);
        if (!amount.IsZero)
        {
            lines.Add(ItemLines.Line(facts, shape with { Quantity = quantity, Remark = remark }, days, share, amount, carry: 0));
        }
    }

    /// <summary>Makes the lines sum to what they are to come to: what rounding leaves over stands on the last of them.</summary>
    internal static void Close(List<DocumentLine> lines, Money total)
    {
        var sum = Money.Zero(total.Currency);
        foreach (var line in lines)
        {
            sum += line.Amount;
        }

        if (lines.Count > 0 && sum != total)
        {
            lines[^1] = lines[^1] with { Amount = lines[^1].Amount + (total - sum), Carry = lines[^1].Carry + (total - sum).MinorUnits };
        }
    }

    // the product that is the difference: of the quantities where the prices are one, of the prices where the quantities are
    private static (decimal Quantity, UnitPrice Price, Discount? Discount, UnitPrice? VolumeDiscount)? Single(in LineShape before, in LineShape after)
    {
        if (before.IsLot || after.IsLot)
        {
            return null;
        }

        var full = after.Full - before.Full;
        var discount = after.Discount is { Percent: not null } && after.Discount == before.Discount ? after.Discount : null;
        var (quantity, price, volumeDiscount) = (after.Quantity, after.Price, after.VolumeDiscount);
        if (before.Price == after.Price && before.VolumeDiscount == volumeDiscount)
        {
            quantity -= before.Quantity;
        }
        else if (before.Quantity == after.Quantity)
        {
            var rise = after.Price.Amount - before.Price.Amount;
            (quantity, price, volumeDiscount) = (rise < 0m ? -quantity : quantity, UnitPrice.Of(Math.Abs(rise), price.Currency), null);
        }
        else
        {
            return null;
        }

        return LineAmounts.Exact(quantity, price, discount, volumeDiscount) == full ? (quantity, price, discount, volumeDiscount) : null;
    }
}

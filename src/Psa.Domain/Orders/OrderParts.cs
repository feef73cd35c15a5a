using Psa.Documents;

namespace Psa.Orders;

/// <summary>Cuts the lines of an order into what its invoices bill: each with its share of the order's discounts as a discount of its own (R-PART).</summary>
internal static class OrderParts
{
    /// <summary>Gives the lines of some units of an order's line.</summary>
    /// <param name="order">The order.</param>
    /// <param name="line">The line, or bundle.</param>
    /// <param name="from">How many units come before.</param>
    /// <param name="quantity">How many units; with none, no lines.</param>
    /// <returns>One line, or of a bundle its heading and components; with those that begin the line, the notes beside it.</returns>
    internal static List<DocumentLine> Of(Order order, OrderedLine line, decimal from, decimal quantity)
    {
        var lines = new List<DocumentLine>(line.Count);
        if (quantity == 0m)
        {
            return lines;
        }

        var (reason, all) = (Reason(order), Money.Zero(order.Currency));
        for (var i = line.Place; i < line.Place + line.Count; i++)
        {
            all += ShareOf(order, i);
        }

        for (var i = line.Place; i < line.Place + line.Count; i++)
        {
            var share = order.Lines[i].Bundle == BundleRole.Heading ? all : ShareOf(order, i);
            lines.Add(LineParts.Cut(AsBilled(order.Lines[i]), line.UnitsOf(order, i, from), line.UnitsOf(order, i, quantity), order.Rounding, share.IsZero ? null : share, reason));
        }

        if (from == 0m)
        {
            AddNotes(order, line, lines);
        }

        return lines;
    }

    /// <summary>Gives lines as what is given back.</summary>
    internal static List<DocumentLine> Negated(List<DocumentLine> lines, Rounding rounding)
    {
        lines.RemoveAll(static line => line.IsNote);
        return lines.ConvertAll(line =>
        {
            var back = line with { Quantity = -line.Quantity, Amount = -line.Amount, Carry = 0, Part = null, Remark = line.Bills ? new(LineRemarkKind.Correction) : null };
            return line.Bills ? back with { Carry = (back.Amount - back.Recompute(rounding)).MinorUnits } : back;
        });
    }

    /// <summary>Gives a line of an order as one of an item: its tax is found with each draft, but where it is kept.</summary>
    internal static DocumentLine AsBilled(DocumentLine line) => line with { Tax = line.Tax is { IsKept: true } tax ? tax : null, UnitCode = null };

    /// <summary>Gives what the order's discounts take off a line, which holds tax where its prices do.</summary>
    internal static Money ShareOf(Order order, int place) => order.Totals.Lines[place].Share;

    private static string Reason(Order order)
    {
        var reasons = new List<string>();
        foreach (var discount in order.Discounts)
        {
            if (!string.IsNullOrEmpty(discount.Reason) && !reasons.Contains(discount.Reason))
            {
                reasons.Add(discount.Reason);
            }
        }

        return string.Join("; ", reasons);
    }

    // a note stands with the line before it, and those before all lines with the first
    private static void AddNotes(Order order, OrderedLine line, List<DocumentLine> lines)
    {
        for (var i = line.Place + line.Count; i < order.Lines.Count && order.Lines[i].IsNote; i++)
        {
            lines.Add(order.Lines[i]);
        }

        var first = line.Place;
        while (first > 0 && order.Lines[first - 1].IsNote)
        {
            first--;
        }

        for (var i = line.Place - 1; first == 0 && i >= 0; i--)
        {
            lines.Insert(0, order.Lines[i]);
        }
    }
}

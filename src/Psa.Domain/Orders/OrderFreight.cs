using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>The charges of an order, freight above all, as lines of an item of their own: all of them with the first invoice, or by running total over what is invoiced before discounts on the order.</summary>
internal static class OrderFreight
{
    /// <summary>Gives what is to be billed of the charges in all.</summary>
    /// <param name="order">The order.</param>
    /// <param name="upTo">How much of each line is to be invoiced in all, by places.</param>
    /// <returns>A line for each charge and tax, in this order; with nothing to be billed each comes to nothing.</returns>
    internal static List<DocumentLine> UpTo(Order order, decimal[] upTo)
    {
        var (any, invoiced, whole) = Invoiced(order, upTo);
        return Whole(order).ConvertAll(line => Lot(line, ShareOf(order, line.Amount, any, invoiced, whole)));
    }

    /// <summary>Gives what of a sum of the charges goes with given quantities.</summary>
    /// <param name="order">The order.</param>
    /// <param name="charges">The sum.</param>
    /// <param name="upTo">How much of each line, by places.</param>
    internal static Money UpTo(Order order, Money charges, decimal[] upTo)
    {
        var (any, invoiced, whole) = Invoiced(order, upTo);
        return ShareOf(order, charges, any, invoiced, whole);
    }

    /// <summary>Gives the lines of what comes after what is billed already: as each charge has its share of that, by running totals over their order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="billed">What is billed of the charges.</param>
    /// <param name="after">What is to be billed of them in all.</param>
    internal static List<DocumentLine> Between(Order order, Money billed, List<DocumentLine> after)
    {
        var lines = Whole(order);
        var weights = new long[lines.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = lines[i].Amount.MinorUnits;
        }

        var before = billed.IsZero || !IsOfOneSign(weights) ? null : billed.Allocate(weights);
        var between = new List<DocumentLine>(after.Count);
        for (var i = 0; i < after.Count; i++)
        {
            if (after[i].Amount - (before?[i] ?? Money.Zero(order.Currency)) is { IsZero: false } amount)
            {
                between.Add(Lot(after[i], amount));
            }
        }

        return between;
    }

    private static (bool Any, Money Invoiced, Money Whole) Invoiced(Order order, decimal[] upTo)
    {
        var (any, invoiced, whole) = (false, Money.Zero(order.Currency), Money.Zero(order.Currency));
        foreach (var line in OrderedLine.Of(order))
        {
            any |= upTo[line.Place] != 0m;
            for (var i = line.Place; i < line.Place + line.Count; i++)
            {
                if (order.Lines[i].Bills)
                {
                    whole += order.Lines[i].Amount.Abs();
                    invoiced += upTo[line.Place] == 0m ? Money.Zero(order.Currency) : LineParts.UpTo(order.Lines[i], line.UnitsOf(order, i, upTo[line.Place]), order.Rounding).Abs();
                }
            }
        }

        return (any, invoiced, whole);
    }

    private static Money ShareOf(Order order, Money charge, bool any, Money invoiced, Money whole) =>
        order.Freight == FreightPolicy.ProRata && !whole.IsZero ? LineParts.UpTo(charge, invoiced, whole, order.Rounding)
        : any ? charge
        : Money.Zero(order.Currency);

    private static bool IsOfOneSign(long[] weights) => Array.TrueForAll(weights, static weight => weight >= 0) || Array.TrueForAll(weights, static weight => weight <= 0);

    private static DocumentLine Lot(DocumentLine line, Money amount) =>
        line with { Quantity = amount.Sign < 0 ? -1m : 1m, UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency), Amount = amount };

    // a charge of the order's tax groups has a line for each, with the tax of a line of that group
    private static List<DocumentLine> Whole(Order order)
    {
        var lines = new List<DocumentLine>();
        foreach (var adjustment in order.Totals.Adjustments)
        {
            if (adjustment.Kind == AdjustmentKind.Charge)
            {
                var charge = order.Charges[adjustment.Index];
                var like = charge.Tax is null ? LineOf(order, adjustment) : null;
                var kept = charge.Tax is { } own && order.Lines.AsEnumerable().FirstOrDefault(static line => line.Tax is { IsKept: true }) is { Tax: { } tax } ? tax with { Applied = own } : null;
                var amount = order.PriceMode == PriceMode.TaxInclusive ? adjustment.Amount + adjustment.Tax : adjustment.Amount;
                lines.Add(Lot(
                    new()
                    {
                        Text = charge.Reason,
                        TaxCode = charge.Tax?.Code ?? like?.TaxCode,
                        IsTaxOverride = charge.Tax is not null || like is { IsTaxOverride: true },
                        Tax = like is null ? kept : OrderParts.AsBilled(like).Tax,
                        Amount = amount,
                    },
                    amount));
            }
        }

        return lines;
    }

    private static DocumentLine? LineOf(Order order, DocumentAdjustment adjustment)
    {
        for (var i = 0; i < order.Lines.Count; i++)
        {
            if (order.Lines[i] is { Bills: true, Tax: { } tax } && IsOf(tax.Applied, adjustment))
            {
                return order.Lines[i];
            }
        }

        return null;
    }

    private static bool IsOf(AppliedTax tax, DocumentAdjustment adjustment)
    {
        if (tax.Components.Count != adjustment.Taxes.Count)
        {
            return false;
        }

        for (var i = 0; i < tax.Components.Count; i++)
        {
            if (tax.Components[i].Category != adjustment.Taxes[i].Category || tax.Components[i].Rate != adjustment.Taxes[i].Rate)
            {
                return false;
            }
        }

        return true;
    }
}

using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Orders;

/// <summary>What orders add to what a payer may come to owe (R-CREDIT): what is submitted and not invoiced, with tax.</summary>
internal static class OrderExposure
{
    /// <summary>Gives what each of some orders adds; those that aren't submitted add nothing.</summary>
    internal static List<Money> Of(IEnumerable<Order> orders)
    {
        var exposures = new List<Money>();
        foreach (var order in orders)
        {
            if (order.Status == OrderStatus.Submitted)
            {
                exposures.Add(Of(order));
            }
        }

        return exposures;
    }

    /// <summary>Gives an order as what is issued leaves it: what was billed of it and stands on no issued document is still to come, also when the order is closed.</summary>
    /// <param name="order">The order.</param>
    /// <param name="waiting">Its items that wait, or stand on a draft.</param>
    internal static Order AsIssued(Order order, IEnumerable<SalesItem> waiting)
    {
        var (status, quantities) = (order.Status, order.Quantities);
        foreach (var item in waiting)
        {
            status = OrderStatus.Submitted;
            if (item is { SourceLine: { } place, SourceQuantity: { } billed })
            {
                quantities = quantities.SetItem(place, quantities[place] with { Invoiced = quantities[place].Invoiced - billed });
            }
        }

        return order with { Status = status, Quantities = quantities };
    }

    /// <summary>Gives what of a submitted order isn't invoiced, with tax and its share of the charges: of each line what is ordered and not canceled, less what is invoiced, by running totals.</summary>
    internal static Money Of(Order order)
    {
        var (left, charges) = (Money.Zero(order.Currency), Money.Zero(order.Currency));
        var (most, invoiced) = (new decimal[order.Lines.Count], OrderInvoicing.Settled(order));
        foreach (var line in OrderedLine.Of(order))
        {
            var ordered = order.Lines[line.Place].Quantity;
            most[line.Place] = ordered - order.Quantities[line.Place].Canceled - order.Quantities[line.Place].Unbilled;
            for (var i = line.Place; i < line.Place + line.Count && ordered != 0m; i++)
            {
                var total = order.Totals.Lines[i].Total;
                left += LineParts.UpTo(total, most[line.Place], ordered, order.Rounding) - LineParts.UpTo(total, invoiced[line.Place], ordered, order.Rounding);
            }
        }

        foreach (var adjustment in order.Totals.Adjustments)
        {
            charges += adjustment.Kind == AdjustmentKind.Charge ? adjustment.Amount + adjustment.Tax : Money.Zero(order.Currency);
        }

        return left + OrderFreight.UpTo(order, charges, most) - OrderFreight.UpTo(order, charges, invoiced);
    }
}

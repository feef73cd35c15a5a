using Psa.Sellers;

namespace Psa.Orders;

/// <summary>How much of an order is to be invoiced (R-ORDER-BILL).</summary>
internal static class OrderInvoicing
{
    /// <summary>Gives how much of a line may be invoiced in all: as ordered, or what was shipped and what is awaited in place of what came back; not what came back for its money, unless a credit note gives that back.</summary>
    internal static decimal MostOf(Order order, int place)
    {
        var (quantities, left) = (order.Quantities[place], order.Lines[place].Quantity - order.Quantities[place].Canceled);
        var shipped = quantities.Shipped + quantities.Awaited;
        return (order.Invoicing == InvoicePolicy.Shipped && Math.Abs(shipped) < Math.Abs(left) ? shipped : left) - quantities.Unbilled;
    }

    /// <summary>Gives how much of each line is invoiced when nothing more is asked for: what is, but no more than may be, since what was canceled or never shipped is given back.</summary>
    /// <returns>By places; of lines that aren't billed by themselves 0.</returns>
    internal static decimal[] Settled(Order order)
    {
        var upTo = new decimal[order.Lines.Count];
        foreach (var (place, _) in OrderedLine.Of(order))
        {
            var (invoiced, most) = (order.Quantities[place].Invoiced, MostOf(order, place));

            // what was given back of an item that is released now isn't given back twice
            upTo[place] = invoiced * order.Lines[place].Quantity < 0m ? 0m : Math.Abs(invoiced) > Math.Abs(most) ? most : invoiced;
        }

        return upTo;
    }

    /// <summary>Gives how much of each line is invoiced once what is asked for is.</summary>
    /// <param name="order">The order, submitted.</param>
    /// <param name="asked">How much of which lines in all; empty for all that may be invoiced.</param>
    /// <returns>By places; of lines that aren't billed by themselves 0.</returns>
    /// <exception cref="RuleViolationException"><c>order.bad_line</c>, <c>order.bad_quantity</c>, <c>order.over_invoiced</c>.</exception>
    internal static decimal[] UpTo(Order order, ValueList<OrderedQuantity> asked)
    {
        var upTo = Settled(order);
        foreach (var (place, _) in OrderedLine.Of(order))
        {
            upTo[place] = asked.IsEmpty ? MostOf(order, place) : upTo[place];
        }

        foreach (var (place, quantity) in asked)
        {
            _ = OrderedLine.At(order, place);
            if (quantity * order.Lines[place].Quantity <= 0m || quantity.Scale > Decimals.OfQuantities)
            {
                throw new RuleViolationException(
                    OrderErrors.BadQuantity, FormattableString.Invariant($"{quantity} units of the line {place} can't be invoiced: say how many in all, with the line's sign and at most 15 decimals."), order.Id.Value).At("Quantities");
            }

            var most = MostOf(order, place);
            if (Math.Abs(quantity) > Math.Abs(most))
            {
                throw new RuleViolationException(
                    OrderErrors.OverInvoiced,
                    FormattableString.Invariant($"Of the line {place}, at most {most} units may be invoiced in all, with the {upTo[place]} that are, not {quantity} ({order.Invoicing}): ask for at most that, or none to invoice all that may be."),
                    order.Id.Value).At("Quantities");
            }

            // what is invoiced already stays: a call that is made again asks for nothing more
            upTo[place] = Math.Abs(quantity) > Math.Abs(upTo[place]) ? quantity : upTo[place];
        }

        return upTo;
    }
}

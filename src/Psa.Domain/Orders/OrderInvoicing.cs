using Psa.Sellers;

namespace Psa.Orders;

/// <summary>How much of an order is to be invoiced (R-ORDER-BILL).</summary>
internal static class OrderInvoicing
{
    /// <summary>Gives how much of a line may be invoiced in all.</summary>
    internal static decimal MostOf(Order order, int place) => order.Invoicing == InvoicePolicy.Shipped
        ? order.Quantities[place].Shipped
        : order.Lines[place].Quantity - order.Quantities[place].Canceled;

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
    /// <param name="asked">How much more of which lines; empty for all that may be invoiced.</param>
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
                    OrderErrors.BadQuantity, FormattableString.Invariant($"{quantity} units of the line {place} can't be invoiced: say how many more, with the line's sign and at most 15 decimals."), order.Id.Value).At("Quantities");
            }

            var (most, invoiced) = (MostOf(order, place), upTo[place]);
            upTo[place] = invoiced + quantity;
            if (Math.Abs(upTo[place]) > Math.Abs(most))
            {
                throw new RuleViolationException(
                    OrderErrors.OverInvoiced,
                    FormattableString.Invariant($"Of the line {place}, {invoiced} units are invoiced, and at most {most} may be, not {upTo[place]} ({order.Invoicing}): ask for at most {most - invoiced}, or none to invoice all that may be."),
                    order.Id.Value).At("Quantities");
            }
        }

        return upTo;
    }
}

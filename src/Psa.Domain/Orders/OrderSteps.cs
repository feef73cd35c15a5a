using System.Linq;
using NodaTime;
using Psa.Access;

namespace Psa.Orders;

/// <summary>What becomes of the lines of an order (R-ORDER-STATE): each quantity is 0 or has its line's sign, and what is shipped and canceled together is at most what is ordered.</summary>
internal static class OrderSteps
{
    /// <summary>Keeps how much of a line is delivered in all: more than before, or less where somebody told it wrongly.</summary>
    /// <param name="order">The order; a closed one only to take a telling back, and it is open again.</param>
    /// <param name="place">The line.</param>
    /// <param name="shipped">How much.</param>
    /// <param name="day">When what is new was delivered.</param>
    /// <param name="actor">Who tells, and may: who manages orders by hand, who moves stock by a delivery.</param>
    /// <returns>The order; as it is when that much was told already.</returns>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>, <c>order.bad_quantity</c>, <c>order.over_shipped</c>.</exception>
    internal static Order Fulfil(this Order order, int place, decimal shipped, LocalDate day, Actor actor)
    {
        _ = order.Status == OrderStatus.Closed ? order : order.RequireSubmitted();
        var line = OrderedLine.At(order, place);
        var (ordered, before) = (order.Lines[place].Quantity, order.Quantities[place]);
        if (shipped.Scale > Decimals.OfQuantities)
        {
            throw new RuleViolationException(OrderErrors.BadQuantity, "Say how much is delivered so far, with at most 15 decimals; less than before where a telling was wrong.", order.Id.Value).At("Shipped");
        }

        var more = shipped - before.Shipped;
        if (more == 0m)
        {
            return order;
        }

        var open = order.Status == OrderStatus.Closed && (more < 0m) != (ordered < 0m)
            ? order with { Status = OrderLifecycle.Table.Next(order.Status, OrderAction.Reopen, order.Id.Value) }
            : order.RequireSubmitted();
        if ((shipped != 0m && (shipped < 0m) != (ordered < 0m)) || Math.Abs(shipped) > Math.Abs(ordered - before.Canceled))
        {
            throw new RuleViolationException(
                OrderErrors.OverShipped,
                FormattableString.Invariant($"Of {ordered} ordered, {before.Shipped} are shipped and {before.Canceled} canceled: between 0 and {ordered - before.Canceled} can be delivered in all, not {shipped}."),
                order.Id.Value).At("Shipped");
        }

        return line.With(open, before with { Shipped = shipped }) with
        {
            Status = OrderLifecycle.Table.Next(open.Status, OrderAction.Fulfil, order.Id.Value),
            Fulfilments = order.Fulfilments.Add(new(place, more, day, actor.DisplayName)),
        };
    }

    /// <summary>Gives up what isn't delivered of some lines; with nothing shipped and nothing invoiced of any line, and all of them given up, the whole order.</summary>
    /// <param name="order">The order, submitted.</param>
    /// <param name="lines">The lines; empty for all.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who gives it up.</param>
    /// <returns>The order; as it is when there was no rest.</returns>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>; <c>order.over_shipped</c>: components of a bundle are delivered that isn't.</exception>
    internal static Order CancelRest(this Order order, ValueList<int> lines, string reason, Actor actor)
    {
        order.RequireSubmitted();
        var (after, isBegun, isLeft) = (order, false, false);
        foreach (var place in lines)
        {
            _ = OrderedLine.At(order, place);
        }

        foreach (var line in OrderedLine.Of(order))
        {
            var quantities = order.Quantities[line.Place];
            if (lines.IsEmpty || lines.AsEnumerable().Contains(line.Place))
            {
                OrderBundles.RequireWhole(order, line);
                quantities = quantities with { Canceled = order.Lines[line.Place].Quantity - quantities.Shipped };
                after = line.With(after, quantities);
            }

            isBegun |= quantities.Shipped != 0m || quantities.Invoiced != 0m;
            isLeft |= quantities.Canceled != order.Lines[line.Place].Quantity;
        }

        var action = isBegun || isLeft ? OrderAction.CancelRest : OrderAction.Cancel;
        return after.Quantities == order.Quantities
            ? order
            : after with { Status = OrderLifecycle.Table.Next(order.Status, action, actor, order.Id.Value), CancelReason = reason };
    }

    /// <summary>Gives up an order: one that is written as a whole, and of one that is agreed what isn't delivered.</summary>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>: nothing of it is left.</exception>
    internal static Order Cancel(this Order order, string reason, Actor actor) =>
        order.Status == OrderStatus.Active
            ? order with { Status = OrderLifecycle.Table.Next(order.Status, OrderAction.Cancel, actor, order.Id.Value), CancelReason = reason }
            : order.CancelRest([], reason, actor);

    /// <summary>Tells whether nothing of an order is delivered.</summary>
    internal static bool IsWithoutDeliveries(Order order)
    {
        foreach (var quantities in order.Quantities)
        {
            if (quantities.Shipped != 0m)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives an order as it is once all that was billed of it is withdrawn.</summary>
    internal static Order NotInvoiced(Order order)
    {
        var quantities = order.Quantities;
        for (var i = 0; i < quantities.Count; i++)
        {
            quantities = quantities.SetItem(i, quantities[i] with { Invoiced = 0m });
        }

        return order with { Quantities = quantities };
    }

    /// <summary>Closes an order of which nothing is left to be delivered or billed, and opens one again of which something is.</summary>
    internal static Order Followed(this Order order)
    {
        var isDone = order is { FulfilmentProgress: OrderProgress.Full, InvoicingProgress: OrderProgress.Full };
        return order.Status == OrderStatus.Submitted && isDone ? order with { Status = OrderLifecycle.Table.Next(order.Status, OrderAction.Close, order.Id.Value) }
            : order.Status == OrderStatus.Closed && !isDone ? order with { Status = OrderLifecycle.Table.Next(order.Status, OrderAction.Reopen, order.Id.Value) }
            : order;
    }
}

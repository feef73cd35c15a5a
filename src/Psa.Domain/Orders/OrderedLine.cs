using Psa.Documents;

namespace Psa.Orders;

/// <summary>What of an order is shipped, canceled and invoiced by itself: a line, or a bundle by its heading, whose components go with it; those of stock are shipped before it is.</summary>
/// <param name="Place">The place of the line, or of the heading.</param>
/// <param name="Count">How many lines it has: of a bundle the heading and its components.</param>
internal readonly record struct OrderedLine(int Place, int Count)
{
    /// <summary>Lists those of an order, in the order of their places: all but notes.</summary>
    internal static List<OrderedLine> Of(Order order)
    {
        var lines = new List<OrderedLine>();
        foreach (var (first, count) in BundleLines.Cut(order.Lines))
        {
            if (!order.Lines[first].IsNote)
            {
                lines.Add(new(first, count));
            }
        }

        return lines;
    }

    /// <summary>Gives the one at a place.</summary>
    /// <exception cref="RuleViolationException"><c>order.bad_line</c>.</exception>
    internal static OrderedLine At(Order order, int place)
    {
        foreach (var line in Of(order))
        {
            if (line.Place == place)
            {
                return line;
            }
        }

        throw new RuleViolationException(
            OrderErrors.BadLine,
            FormattableString.Invariant($"The place {place} names no line of the order that is delivered and billed: name a line by its place from 0, of a bundle its heading, and no note."),
            order.Id.Value).At("Line");
    }

    /// <summary>Gives the one that a line belongs to: itself, or of a component its bundle.</summary>
    /// <exception cref="RuleViolationException"><c>order.bad_line</c>.</exception>
    internal static OrderedLine Holding(Order order, int place)
    {
        foreach (var line in Of(order))
        {
            if (place >= line.Place && place < line.Place + line.Count)
            {
                return line;
            }
        }

        return At(order, place);
    }

    /// <summary>Gives how many units one of its lines has where the whole has some.</summary>
    /// <param name="order">The order.</param>
    /// <param name="at">The place of the line.</param>
    /// <param name="quantity">The units of the line, or of the bundle.</param>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>: those of a component can't be written.</exception>
    internal decimal UnitsOf(Order order, int at, decimal quantity)
    {
        var (head, line) = (order.Lines[Place], order.Lines[at]);
        return at == Place ? quantity
            : quantity == head.Quantity ? line.Quantity
            : line.BundleShare is { } share ? Decimals.Quantity(quantity * share.Quantity)
            : Decimals.Quantity(line.Quantity * quantity / head.Quantity);
    }

    /// <summary>Gives an order with other quantities of it, and of the components of a bundle those that follow.</summary>
    internal Order With(Order order, OrderQuantities quantities)
    {
        var (all, before) = (order.Quantities.SetItem(Place, quantities), order.Quantities[Place].Shipped);
        for (var i = Place + 1; i < Place + Count; i++)
        {
            // what is delivered of a component of stock alone stays beside what is with the bundle
            var shipped = order.Quantities[i].Shipped + UnitsOf(order, i, quantities.Shipped) - UnitsOf(order, i, before);
            all = all.SetItem(i, quantities with { Shipped = shipped, Canceled = UnitsOf(order, i, quantities.Canceled), Invoiced = UnitsOf(order, i, quantities.Invoiced) });
        }

        return order with { Quantities = all };
    }
}

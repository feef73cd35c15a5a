using NodaTime;
using Psa.Access;

namespace Psa.Orders;

/// <summary>What is delivered of bundles with components of stock: of each component what left of it, and of the bundle as many as all of them are there for (R-BUNDLE, R-ORDER-STATE).</summary>
internal static class OrderBundles
{
    /// <summary>Keeps how much of a component is delivered in all, and what of its bundle is delivered with that.</summary>
    /// <param name="order">The order.</param>
    /// <param name="place">The component.</param>
    /// <param name="shipped">How much.</param>
    /// <param name="stocked">The places of the components of stock, of which deliveries tell; the others go with the bundle.</param>
    /// <param name="day">When what is new was delivered.</param>
    /// <param name="actor">Who delivers.</param>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>, <c>order.over_shipped</c>.</exception>
    internal static Order FulfilComponent(this Order order, int place, decimal shipped, IReadOnlyCollection<int> stocked, LocalDate day, Actor actor)
    {
        var (line, own) = (OrderedLine.Holding(order, place), order.Quantities[place]);
        if (shipped < 0m || shipped > order.Lines[place].Quantity - own.Canceled)
        {
            throw new RuleViolationException(
                OrderErrors.OverShipped,
                FormattableString.Invariant($"Of {order.Lines[place].Quantity} in the bundle, {own.Canceled} are canceled: between 0 and {order.Lines[place].Quantity - own.Canceled} can be delivered in all, not {shipped}."),
                order.Id.Value).At("Line");
        }

        var changed = order with { Quantities = order.Quantities.SetItem(place, own with { Shipped = shipped }) };
        var (before, after, most) = (WholeOf(order, line, stocked), WholeOf(changed, line, stocked), MostOf(order, line));

        // what was told by hand before its components were stocked stays told
        var fulfilled = order.Fulfil(line.Place, after == most ? most : Math.Min(most, order.Quantities[line.Place].Shipped + after - before), day, actor);
        var quantities = fulfilled.Quantities;
        foreach (var i in stocked)
        {
            quantities = quantities.SetItem(i, quantities[i] with { Shipped = changed.Quantities[i].Shipped });
        }

        return fulfilled with { Quantities = quantities };
    }

    /// <summary>Refuses to give up the rest of a bundle while more of a component is delivered than of the bundle: it would never be billed.</summary>
    /// <exception cref="RuleViolationException"><c>order.over_shipped</c>.</exception>
    internal static void RequireWhole(Order order, OrderedLine line)
    {
        var shipped = order.Quantities[line.Place].Shipped;
        for (var i = line.Place + 1; i < line.Place + line.Count; i++)
        {
            var (own, whole) = (order.Quantities[i].Shipped, line.UnitsOf(order, i, shipped));
            if (Math.Abs(own) > Math.Abs(whole))
            {
                throw new RuleViolationException(
                    OrderErrors.OverShipped,
                    FormattableString.Invariant($"Of a component {own} are delivered, and its bundle needs {whole} as far as it is: deliver its other components too, or undo that delivery."),
                    order.Id.Value).At("Lines");
            }
        }
    }

    // how many bundles all that is delivered of their components of stock is enough for, in whole ones
    private static decimal WholeOf(Order order, OrderedLine line, IReadOnlyCollection<int> stocked)
    {
        var (whole, bundles) = (MostOf(order, line), order.Lines[line.Place].Quantity);
        foreach (var i in stocked)
        {
            var (shipped, ordered) = (order.Quantities[i].Shipped, order.Lines[i].Quantity);
            whole = shipped >= ordered - order.Quantities[i].Canceled ? whole : Math.Min(whole, decimal.Floor(shipped * bundles / ordered));
        }

        return whole;
    }

    private static decimal MostOf(Order order, OrderedLine line) => order.Lines[line.Place].Quantity - order.Quantities[line.Place].Canceled;
}

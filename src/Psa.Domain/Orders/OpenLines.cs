using Psa.Documents;

namespace Psa.Orders;

/// <summary>Says what of a submitted order is ordered and not invoiced.</summary>
internal static class OpenLines
{
    /// <summary>Lists what of lines isn't invoiced: what is delivered, and the rest.</summary>
    /// <param name="order">The order, its lines as documents bill them.</param>
    /// <returns>Each with how many units are left of what wasn't canceled, and their net: what its next items would come to.</returns>
    internal static List<(int Place, decimal Quantity, Money Net, bool IsDelivered)> Of(Order order)
    {
        var open = new List<(int, decimal, Money, bool)>();
        if (order.Status != OrderStatus.Submitted)
        {
            return open;
        }

        foreach (var line in OrderedLine.Of(order))
        {
            var (quantities, ordered) = (order.Quantities[line.Place], order.Lines[line.Place].Quantity);
            var from = quantities.Invoiced;
            var delivered = Math.Abs(quantities.Shipped) > Math.Abs(from) ? quantities.Shipped : from;
            Add(line, from, delivered, isDelivered: true);
            Add(line, delivered, ordered - quantities.Canceled, isDelivered: false);
        }

        return open;

        // running totals, so that parts of a line come to the whole of it
        void Add(OrderedLine line, decimal from, decimal upTo, bool isDelivered)
        {
            if (from != upTo)
            {
                open.Add((line.Place, upTo - from, Sum(order, OrderParts.Of(order, line, 0m, upTo)) - Sum(order, OrderParts.Of(order, line, 0m, from)), isDelivered));
            }
        }
    }

    private static Money Sum(Order order, List<DocumentLine> lines)
    {
        var sum = Money.Zero(order.Currency);
        foreach (var line in lines)
        {
            sum += line.Amount;
        }

        return sum;
    }
}

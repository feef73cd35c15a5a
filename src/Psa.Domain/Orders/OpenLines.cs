using Psa.Documents;

namespace Psa.Orders;

/// <summary>Says what of a submitted order is ordered and not invoiced, delivered or not.</summary>
internal static class OpenLines
{
    /// <summary>Lists the lines of which not all is invoiced.</summary>
    /// <param name="order">The order, its lines as documents bill them.</param>
    /// <returns>Each with how many units are left of what wasn't canceled, and their net: what its next items would come to together.</returns>
    internal static List<(int Place, decimal Quantity, Money Net)> Of(Order order)
    {
        var open = new List<(int, decimal, Money)>();
        if (order.Status != OrderStatus.Submitted)
        {
            return open;
        }

        foreach (var line in OrderedLine.Of(order))
        {
            var (invoiced, all) = (order.Quantities[line.Place].Invoiced, order.Lines[line.Place].Quantity - order.Quantities[line.Place].Canceled);
            if (invoiced == all)
            {
                continue;
            }

            // running totals, so that parts of a line come to the whole of it
            open.Add((line.Place, all - invoiced, Sum(order, OrderParts.Of(order, line, 0m, all)) - Sum(order, OrderParts.Of(order, line, 0m, invoiced))));
        }

        return open;
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

using System.Linq;
using Psa.Customers;

namespace Psa.Inventory;

/// <summary>Says what goes into parcels, and what went.</summary>
internal static class PackingLists
{
    /// <summary>Gives what is picked, a list a customer, in the order in which it is given.</summary>
    /// <param name="packed">The customer, the demand and what its charge or line calls the goods.</param>
    [Pure]
    internal static ValueList<PackingList> OfPicked(IEnumerable<(Id<Customer> Customer, Demand Demand, string Text)> packed)
    {
        var lists = new List<PackingList>();
        foreach (var (customer, demand, text) in packed)
        {
            var serials = new List<string>();
            foreach (var pick in demand.Picks)
            {
                serials.AddRange(pick.Serials);
            }

            if (demand.Picked() <= 0m)
            {
                continue;
            }

            var line = new PackingListLine(demand.Source, demand.Product, text, demand.Picked(), demand.Unit, serials.ToValueList());
            var place = lists.FindIndex(list => list.Customer == customer);
            if (place < 0)
            {
                lists.Add(new(customer, [line]));
            }
            else
            {
                lists[place] = lists[place] with { Lines = lists[place].Lines.Add(line) };
            }
        }

        return lists.ToValueList();
    }

    /// <summary>Gives what left with a shipment, without what was undone.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="demands">Its demands, what their charges or lines call the goods, and the moves that delivered them or undid that.</param>
    [Pure]
    internal static PackingList OfShipped(Shipment shipment, IEnumerable<(Demand Demand, string Text, IReadOnlyList<StockMove> Moves)> demands)
    {
        var lines = new List<PackingListLine>();
        foreach (var (demand, text, moves) in demands)
        {
            var (quantity, serials) = (0m, new List<string>());
            foreach (var delivery in demand.Deliveries)
            {
                if (delivery.Shipment != shipment.Id)
                {
                    continue;
                }

                quantity += delivery.Quantity - delivery.Undone;
                foreach (var move in moves)
                {
                    if (move.Kind == StockMoveKind.Deliver && move.Sequence == delivery.Sequence)
                    {
                        serials.AddRange(move.Serials);
                    }
                }

                // what is undone lies there picked again; what came back later had left with it
                foreach (var move in moves)
                {
                    if (move is { Kind: StockMoveKind.Return, IsPicked: true } && move.Origin == delivery.Sequence)
                    {
                        serials.RemoveAll(serial => move.Serials.AsEnumerable().Contains(serial, StringComparer.Ordinal));
                    }
                }
            }

            if (quantity > 0m)
            {
                lines.Add(new(demand.Source, demand.Product, text, quantity, demand.Unit, serials.ToValueList()));
            }
        }

        return new(shipment.Customer, lines.ToValueList(), shipment);
    }
}

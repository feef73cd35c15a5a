using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Inventory;
using Psa.Orders;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what pick lists, packing lists and shipments are made of.</summary>
internal static class ShipmentReads
{
    /// <summary>Reads the demands of the lines of a shipment.</summary>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>shipment.bad_lines</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.</exception>
    internal static async Task<ValueList<DemandInHand>> HandsAsync(this IPsaSession session, NewShipment shipment, CancellationToken cancellationToken)
    {
        var (hands, seen) = (new List<DemandInHand>(), new HashSet<Id<Demand>>());
        foreach (var line in shipment.Lines)
        {
            var hand = await DemandInHand.ReadAsync(session, line.Source, cancellationToken).ConfigureAwait(false);
            if (hand.Customer != shipment.Customer)
            {
                throw new RuleViolationException(InventoryErrors.BadShipment, "A shipment goes to one customer: this is for another.", hand.Demand.Id.Value, hand.Customer.Value);
            }

            hands.Add(seen.Add(hand.Demand.Id)
                ? hand
                : throw new RuleViolationException(InventoryErrors.BadShipment, "A charge or line is in a shipment once: name all its goods together.", hand.Demand.Id.Value));
        }

        return hands.ToValueList();
    }

    /// <summary>Reads the demands that are named, or all that stand somewhere, in the order in which they were asked for.</summary>
    internal static async Task<List<DemandInHand>> HandsAsync(this IPsaSession session, ValueList<DemandSource> sources, DemandStatus status, CancellationToken cancellationToken)
    {
        var (hands, seen) = (new List<DemandInHand>(), new HashSet<Id<Demand>>());
        if (sources.IsEmpty)
        {
            var standing = await session.Of<Demand>().QueryAsync(DemandRecords.OfStatus(status), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            sources = standing.ConvertAll(static demand => demand.Source).ToValueList();
        }

        foreach (var source in sources)
        {
            if (await DemandInHand.ReadAsync(session, source, cancellationToken).ConfigureAwait(false) is var hand && seen.Add(hand.Demand.Id))
            {
                hands.Add(hand);
            }
        }

        hands.Sort(static (left, right) => DemandClaims.ByAsking.Compare(left.Demand, right.Demand));
        return hands;
    }

    /// <summary>Gives what is to be picked for demands: what is assigned to them, and what needs no procurement where it lies; what lies nowhere, where it usually does.</summary>
    internal static async Task<List<PickListEntry>> ToPickAsync(this IPsaSession session, List<DemandInHand> hands, CancellationToken cancellationToken)
    {
        var (entries, locations, taken) = (new List<PickListEntry>(), await session.LocationsAsync(cancellationToken).ConfigureAwait(false), new Dictionary<(Id<Product>, Id<StockLocation>), decimal>());
        foreach (var hand in hands)
        {
            var (demand, goods) = (hand.Demand, new List<StockPick>(hand.Demand.Assignments));
            if (demand.NeedsNoProcurement && demand.Open() - demand.Assigned() is > 0m and var rest)
            {
                goods.AddRange(await session.LyingAsync(hand, rest, taken, cancellationToken).ConfigureAwait(false));
            }

            var product = goods.Count == 0 ? null : await session.Of<Product>().RequireAsync(demand.Product, cancellationToken).ConfigureAwait(false);
            foreach (var one in goods)
            {
                var item = await session.Of<StockItem>().FindAsync(StockBooks.ItemOf(session.Tenant, demand.Product, one.Location), cancellationToken).ConfigureAwait(false);
                var quantity = await session.InBaseUnitAsync(demand.Product, demand.Unit, one.Quantity, cancellationToken).ConfigureAwait(false);
                entries.Add(new(locations[one.Location], item?.Bin, product!, quantity, demand.AskedAt, new(demand.Source, one.Quantity, demand.Unit)));
            }
        }

        return entries;
    }

    // who asked first takes first
    private static async Task<List<StockPick>> LyingAsync(
        this IPsaSession session, DemandInHand hand, decimal needed, Dictionary<(Id<Product>, Id<StockLocation>), decimal> taken, CancellationToken cancellationToken)
    {
        var (demand, goods, shares) = (hand.Demand, new List<StockPick>(), new List<StockShare>());
        var open = await session.OpenBookAsync(demand.Product, places: null, [], cancellationToken, isRead: true).ConfigureAwait(false);
        var unit = await session.InBaseUnitAsync(demand.Product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false);
        foreach (var location in await session.GivingAsync(open, demand, cancellationToken).ConfigureAwait(false))
        {
            var there = open.Book.Available(new(location)) - taken.GetValueOrDefault((demand.Product, location));
            shares.Add(new(location, DemandClaims.InUnits(Math.Max(0m, there), unit, open.Read.IsSerialized) * unit));
        }

        var assigned = StockAssignment.Assign(needed * unit, shares.ToValueList(), open.Read.IsSerialized);
        foreach (var (location, quantity) in assigned.Shares)
        {
            taken[(demand.Product, location)] = taken.GetValueOrDefault((demand.Product, location)) + quantity;
            goods.Add(new(location, quantity / unit));
        }

        if (assigned.Missing > 0m)
        {
            var (usual, missing) = (open.Target(hand.Location).Id, assigned.Missing / unit);
            var place = goods.FindIndex(one => one.Location == usual);
            if (place < 0)
            {
                goods.Add(new(usual, missing));
            }
            else
            {
                goods[place] = goods[place] with { Quantity = goods[place].Quantity + missing };
            }
        }

        return goods;
    }

    /// <summary>Tells whether an actor may see what is delivered to a customer: clients see what is to them and those they pay for.</summary>
    internal static async Task<bool> SeesDeliveriesAsync(this IPsaSession session, Actor actor, Id<Customer> customer, CancellationToken cancellationToken) =>
        actor.ViewsAll(Permission.ViewOrders, Permission.MoveStock)
        || (await session.Of<Customer>().FindAsync(customer, cancellationToken).ConfigureAwait(false) is { } found && actor.May(Permission.ViewOrders, found.OwnOf(actor)));

    /// <summary>Tells whether an actor may see what is delivered for a charge, or a line of an order.</summary>
    internal static async Task<bool> SeesDeliveriesAsync(this IPsaSession session, Actor actor, Demand demand, CancellationToken cancellationToken)
    {
        if (actor.ViewsAll(Permission.ViewOrders, Permission.MoveStock))
        {
            return true;
        }

        return demand.Source.Charge is { } charge
            ? await session.SeesDeliveriesAsync(actor, (await session.Of<StockCharge>().RequireAsync(charge, cancellationToken).ConfigureAwait(false)).Customer, cancellationToken).ConfigureAwait(false)
            : await session.IsSeenAsync(actor, await session.Of<Order>().RequireAsync(demand.Source.Order.GetValueOrDefault(), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the demands of a shipment, with what their charges or lines call the goods and with their moves.</summary>
    internal static async Task<List<(Demand Demand, string Text, IReadOnlyList<StockMove> Moves)>> ShippedAsync(this IPsaSession session, Shipment shipment, CancellationToken cancellationToken)
    {
        var shipped = new List<(Demand, string, IReadOnlyList<StockMove>)>();
        foreach (var source in shipment.Sources)
        {
            var hand = await DemandInHand.ReadAsync(session, source, cancellationToken).ConfigureAwait(false);
            var moves = await session.Of<StockMove>().QueryAsync(StockMoveRecords.OfDocument(hand.Demand.Id.Value), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            shipped.Add((hand.Demand, hand.Line.Text, moves));
        }

        return shipped;
    }
}

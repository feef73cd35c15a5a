using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Orders;

namespace Psa.Services;

/// <summary>Picks, frees and delivers goods for charges and lines of orders, in the commit of what asks for it.</summary>
internal static class DemandSteps
{
    /// <summary>Picks goods.</summary>
    internal static async Task<Demand> PickAsync(this Step step, DemandInHand hand, ValueList<StockPick> goods, Id<StockMove>? id, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(hand.Demand, goods, cancellationToken).ConfigureAwait(false);
        var demand = hand.Demand;
        if (goods.IsEmpty)
        {
            goods = demand.Assignments.IsEmpty ? [await step.UsualAsync(hand, open, cancellationToken).ConfigureAwait(false)] : demand.Assignments;
        }

        foreach (var one in goods)
        {
            demand.RequireNeeded(one.Quantity);
            await step.AddBalanceAsync(open, new(one.Location), cancellationToken).ConfigureAwait(false);
            demand = await step.ReleaseAtAsync(open, demand, one, cancellationToken).ConfigureAwait(false);
            var move = await step.PostAsync(open, demand, one, StockMoveKind.Pick, isPicked: false, id, cancellationToken).ConfigureAwait(false);
            demand = demand.WithPick(one with { Serials = move.Serials });
        }

        demand = await step.ReleaseExcessAsync(open, demand, cancellationToken).ConfigureAwait(false);
        step.Stage(demand, EventKinds.GoodsPicked, hand.Demand, static one => one.Picked(), reason: null);
        return await step.WriteAsync(open, demand, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Frees picked goods.</summary>
    internal static async Task<Demand> UnpickAsync(this Step step, Demand before, ValueList<StockPick> goods, string? reason, Id<StockMove>? id, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(before, goods, cancellationToken).ConfigureAwait(false);
        var demand = await step.UnpickAsync(open, before, goods, id, cancellationToken).ConfigureAwait(false);
        step.Stage(demand, EventKinds.GoodsPicked, before, static one => one.Picked(), reason);
        return await step.WriteAsync(open, demand, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Frees all that is picked for a charge and assigned to it, once nothing more of it is needed.</summary>
    internal static async Task FreeAsync(this Step step, Demand before, StockCharge canceled, string reason, CancellationToken cancellationToken)
    {
        if (before.Picks.IsEmpty && before.Assignments.IsEmpty)
        {
            step.Stage(before.Following(canceled), before);
            return;
        }

        var open = await step.OpenAsync(before, before.Picks, cancellationToken).ConfigureAwait(false);
        var demand = (await step.UnpickAsync(open, before, before.Picks, id: null, cancellationToken).ConfigureAwait(false)).Following(canceled);
        await step.FreeAsync(open, before, demand, reason, cancellationToken).ConfigureAwait(false);
        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Delivers goods: of what is picked for it at each location first, the rest of what is available there.</summary>
    internal static async Task<Demand> DeliverAsync(this Step step, DemandInHand hand, ValueList<StockPick> goods, LocalDate date, Id<StockMove>? id, string? reason, CancellationToken cancellationToken)
    {
        var open = await step.OpenAsync(hand.Demand, goods, cancellationToken).ConfigureAwait(false);
        var demand = await step.DeliverAsync(open, hand, goods, date, shipment: null, id, reason, cancellationToken).ConfigureAwait(false);
        return await step.WriteAsync(open, demand, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Delivers goods in a book that has their places and serials, and that the caller writes.</summary>
    internal static async Task<Demand> DeliverAsync(
        this Step step, StockBooks.OpenBook open, DemandInHand hand, ValueList<StockPick> goods, LocalDate date, Id<Shipment>? shipment, Id<StockMove>? id, string? reason, CancellationToken cancellationToken)
    {
        var demand = hand.Demand;
        foreach (var one in goods)
        {
            var picked = demand.PickedOf(one);
            if (picked.Quantity > 0m)
            {
                var move = await step.PostAsync(open, demand, picked, StockMoveKind.Deliver, isPicked: true, id, cancellationToken).ConfigureAwait(false);
                step.Install(hand, open.Read, move, date);
                demand = demand.WithoutPick(picked).WithDelivery(move, picked.Quantity, date, shipment);
            }

            var rest = one.Less(picked);
            if (rest.Quantity != 0m || one.Quantity == 0m)
            {
                demand.RequireNeeded(rest.Quantity);
                demand = await step.ReleaseAtAsync(open, demand, rest, cancellationToken).ConfigureAwait(false);
                var move = await step.PostAsync(open, demand, rest, StockMoveKind.Deliver, isPicked: false, id, cancellationToken).ConfigureAwait(false);
                step.Install(hand, open.Read, move, date);
                demand = demand.WithDelivery(move, rest.Quantity, date, shipment);
            }
        }

        demand = await step.ReleaseExcessAsync(open, hand.Followed(demand), cancellationToken).ConfigureAwait(false);
        return step.Stage(demand, EventKinds.GoodsDelivered, hand.Demand, static one => one.Delivered(), reason);
    }

    /// <summary>Undoes a delivery, or a part of it: the goods lie where they were, picked, at the cost at which they left.</summary>
    internal static async Task<Demand> UndoAsync(this Step step, DemandInHand hand, long sequence, decimal quantity, ValueList<string> serials, string reason, Id<StockMove>? id, CancellationToken cancellationToken)
    {
        var before = hand.Demand;
        var (demand, delivery) = before.Undo(sequence, quantity);
        var location = delivery.Location
            ?? throw new RuleViolationException(InventoryErrors.BadPlace, "What went straight from the vendor to the customer, or in by a swap, doesn't lie where it was again: cancel the receipt, swap it out, or let it come back by a return.", before.Id.Value);
        var goods = new StockPick(location, quantity, serials);
        var open = await step.OpenAsync(before, [goods], cancellationToken).ConfigureAwait(false);
        if (open.Require(location).Kind == LocationKind.Returns)
        {
            throw new RuleViolationException(InventoryErrors.BadPlace, "What went back to its customer from a return comes back by a return again.", before.Id.Value);
        }

        demand = hand.Followed(demand);

        // what its charge, canceled since, doesn't need any more is free
        var isPicked = demand.Open() >= quantity;
        var history = await step.HistoryAsync(before.Product, sequence, isWhole: false, cancellationToken).ConfigureAwait(false);
        var move = open.Book.Post(
            open.New(step, StockMoveKind.Return) with
            {
                Id = id.OrEmpty(),
                To = location,
                Origin = sequence,
                Quantity = await step.InBaseUnitAsync(before.Product, before.Unit, quantity, cancellationToken).ConfigureAwait(false),
                Serials = serials,
                IsPicked = isPicked,
                Document = before.Id.Value,
                Reason = reason,
            },
            history);
        await step.UninstallAsync(hand, move, (delivery.Quantity - delivery.Undone) * move.Quantity / quantity, reason, cancellationToken).ConfigureAwait(false);
        demand = isPicked ? demand.WithPick(goods with { Serials = move.Serials }) : demand;
        step.Stage(demand, EventKinds.GoodsDelivered, before, static one => one.Delivered(), reason);
        return await step.WriteAsync(open, demand, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets what is picked for a demand go with goods that moved.</summary>
    internal static async Task CarryAsync(this Step step, DemandSource? source, StockMove move, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return;
        }

        var before = await step.Of<Demand>().RequireAsync(Demands.IdOf(step.Tenant, source), cancellationToken).ConfigureAwait(false);
        if (before.Product != move.Product)
        {
            throw new RuleViolationException(InventoryErrors.BadQuantity, "They aren't the goods that are picked for it.", before.Id.Value);
        }

        var quantity = await step.InUnitAsync(
            before.Product,
            before.Unit,
            move.Quantity,
            (_, _) => new(InventoryErrors.BadQuantity, $"{Figures.Quantity(move.Quantity)} are no whole part of what is picked in {before.Unit}.", before.Id.Value),
            cancellationToken).ConfigureAwait(false);
        var goods = new StockPick(move.From!.Value, quantity, move.Serials);
        step.Stage(before.WithoutPick(goods).WithPick(goods with { Location = move.To!.Value }), before);
    }

    /// <summary>Frees all that is picked for lines of an order, and assigned to them, beyond what they need still.</summary>
    internal static async Task FreeAsync(this Step step, Order order, string reason, CancellationToken cancellationToken)
    {
        var freed = new SortedDictionary<Id<Product>, List<Demand>>();
        for (var line = 0; line < order.Lines.Count; line++)
        {
            if (order.Lines[line].Product is { } product
                && await step.Of<Demand>().FindAsync(Demands.IdOf(step.Tenant, DemandSource.Of(order.Id, line)), cancellationToken).ConfigureAwait(false) is { } demand
                && demand.Following(order) is var followed)
            {
                if (followed.Assigned() + followed.Picked() > followed.Needed - followed.Delivered() && !(followed.Picks.IsEmpty && followed.Assignments.IsEmpty))
                {
                    freed[product] = [.. freed.GetValueOrDefault(product) ?? [], demand];
                }
                else if (followed != demand)
                {
                    // else what others free would be assigned to it
                    step.Stage(followed, demand);
                }
            }
        }

        foreach (var demands in freed.Values)
        {
            // all of a product in one book, since it is written once
            var open = await step.OpenAsync(demands[0], demands.SelectMany(static demand => demand.Picks.AsEnumerable()).ToValueList(), cancellationToken).ConfigureAwait(false);
            foreach (var demand in demands)
            {
                var unpicked = demand.Following(order).Open() < 0m ? await step.UnpickAsync(open, demand, demand.Picks, id: null, cancellationToken).ConfigureAwait(false) : demand;
                await step.FreeAsync(open, demand, unpicked.Following(order), reason, cancellationToken).ConfigureAwait(false);
            }

            await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task FreeAsync(this Step step, StockBooks.OpenBook open, Demand before, Demand unpicked, string reason, CancellationToken cancellationToken)
    {
        var after = await step.ReleaseExcessAsync(open, unpicked, cancellationToken).ConfigureAwait(false);
        if (after.Picks == before.Picks)
        {
            step.Stage(after, before);
            return;
        }

        step.Stage(after, EventKinds.GoodsPicked, before, static one => one.Picked(), reason);
    }

    // what became free may be assigned to it again, and what was taken from it is to be bought
    private static async Task<Demand> WriteAsync(this Step step, StockBooks.OpenBook open, Demand demand, CancellationToken cancellationToken)
    {
        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        await step.AskApprovalsAsync(cancellationToken).ConfigureAwait(false);
        return await step.Of<Demand>().RequireAsync(demand.Id, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Demand> UnpickAsync(this Step step, StockBooks.OpenBook open, Demand demand, ValueList<StockPick> goods, Id<StockMove>? id, CancellationToken cancellationToken)
    {
        foreach (var one in goods)
        {
            demand = demand.WithoutPick(one);
            if (open.Require(one.Location).Kind == LocationKind.Transit)
            {
                await step.FreeUnderWayAsync(open, demand, one, cancellationToken).ConfigureAwait(false);
                continue;
            }

            RequireCurrent(open, new(one.Location), await step.InBaseUnitAsync(demand.Product, demand.Unit, one.Quantity, cancellationToken).ConfigureAwait(false));
            await step.PostAsync(open, demand, one, StockMoveKind.Unpick, isPicked: true, id, cancellationToken).ConfigureAwait(false);
        }

        return demand;
    }

    // what a demand has picked is picked at its place: where it isn't, somebody freed or delivered it between the two reads
    private static void RequireCurrent(StockBooks.OpenBook open, StockPlace place, decimal picked)
    {
        if (open.Book.At(place) is var balance && balance.Picked < picked)
        {
            throw new ConcurrencyConflictException(nameof(StockBalance), balance.Id.Value, balance.Version, balance.Version);
        }
    }

    // what is under way for it arrives as anybody's, all of it
    private static async Task FreeUnderWayAsync(this Step step, StockBooks.OpenBook open, Demand demand, StockPick goods, CancellationToken cancellationToken)
    {
        foreach (var other in demand.Picks)
        {
            if (other.Location == goods.Location)
            {
                throw new RuleViolationException(InventoryErrors.Insufficient, "What is under way for it is freed as a whole, or arrives first.", demand.Id.Value, goods.Location.Value);
            }
        }

        var left = await step.InBaseUnitAsync(demand.Product, demand.Unit, goods.Quantity, cancellationToken).ConfigureAwait(false);
        await foreach (var sent in step.Of<StockTransfer>().QueryAsync(StockTransferRecords.UnderWayOf(demand.Product), cancellationToken).ConfigureAwait(false))
        {
            if (sent.For != demand.Source || sent.Transit != goods.Location || sent.Sent == sent.Arrived)
            {
                continue;
            }

            await step.AddBalanceAsync(open, new(sent.Transit, sent.Id), cancellationToken).ConfigureAwait(false);
            RequireCurrent(open, new(sent.Transit, sent.Id), sent.Sent - sent.Arrived);
            open.Book.Post(open.New(step, StockMoveKind.Unpick) with
            {
                From = sent.Transit,
                Transfer = sent.Id,
                Quantity = sent.Sent - sent.Arrived,
                Serials = SerialsOf(open.Book, sent),
                IsPicked = true,
                Document = demand.Id.Value,
            });
            step.Of<StockTransfer>().Update(sent with { For = null });
            left -= sent.Sent - sent.Arrived;
        }

        if (left != 0m)
        {
            throw new ConcurrencyConflictException(nameof(Demand), demand.Id.Value, demand.Version, demand.Version);
        }
    }

    private static ValueList<string> SerialsOf(StockBook book, StockTransfer sent)
    {
        var serials = new List<string>();
        foreach (var serial in book.Serials)
        {
            if (serial.Transfer == sent.Id)
            {
                serials.Add(serial.Serial);
            }
        }

        return serials.ToValueList();
    }

    // where nothing is said, as much as is there and needed of one location
    private static async Task<StockPick> UsualAsync(this Step step, DemandInHand hand, StockBooks.OpenBook open, CancellationToken cancellationToken)
    {
        var location = open.Target(hand.Location).Id;
        await step.AddBalanceAsync(open, new(location), cancellationToken).ConfigureAwait(false);
        var unit = await step.InBaseUnitAsync(hand.Demand.Product, hand.Demand.Unit, 1m, cancellationToken).ConfigureAwait(false);
        var quantity = Math.Min(hand.Demand.Open(), DemandClaims.InUnits(open.Book.Available(new(location)), unit, open.Read.IsSerialized));
        return quantity > 0m
            ? new(location, quantity)
            : throw new RuleViolationException(InventoryErrors.Insufficient, "Nothing is available there, or nothing more is needed: name another location.", hand.Demand.Product.Value, location.Value);
    }

    private static async Task<StockBooks.OpenBook> OpenAsync(this Step step, Demand demand, ValueList<StockPick> goods, CancellationToken cancellationToken)
    {
        var (places, serials) = (new List<StockPlace>(), ValueList<string>.Empty);
        foreach (var one in goods)
        {
            places.Add(new(one.Location));
            serials = [.. serials, .. one.Serials];
        }

        return await step.OpenBookAsync(demand.Product, places, serials, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StockMove> PostAsync(
        this Step step, StockBooks.OpenBook open, Demand demand, StockPick goods, StockMoveKind kind, bool isPicked, Id<StockMove>? id, CancellationToken cancellationToken) =>
        open.Book.Post(open.New(step, kind) with
        {
            Id = open.Book.Moves.All(move => move.Kind == StockMoveKind.Release) ? id.OrEmpty() : default,
            From = open.Require(goods.Location).Id,
            Quantity = await step.InBaseUnitAsync(demand.Product, demand.Unit, goods.Quantity, cancellationToken).ConfigureAwait(false),
            Serials = goods.Serials,
            IsPicked = isPicked,
            Document = demand.Id.Value,
        });

    private static Demand Stage(this Step step, Demand after, string kind, Demand before, Func<Demand, decimal> value, string? reason)
    {
        step.Append(kind, after.Id, Figures.Quantity(value(before)), Figures.Quantity(value(after)), reason);
        return step.Stage(after, before);
    }
}

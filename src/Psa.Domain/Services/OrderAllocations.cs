using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The demands for which lines of a purchase order are, as a step leaves them (R-DEMAND).</summary>
/// <param name="step">The step.</param>
internal sealed partial class OrderAllocations(Step step)
{
    private readonly SortedDictionary<Id<Demand>, (Demand Read, Demand Now)> _demands = [];
    private readonly SortedDictionary<Id<Demand>, string?> _shipped = [];

    /// <summary>Allocates the lines of a new order, or those written anew, to what they are for.</summary>
    /// <exception cref="EntityNotFoundException">There is no such demand.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.bad_value</c>: more is for demands than is ordered, a line is for a demand of another product, or one that goes straight to the customer for several; <c>demand.exceeds_needed</c>.</exception>
    internal async Task WriteAsync(PurchaseOrder? before, PurchaseOrder after, CancellationToken cancellationToken)
    {
        await ForgetAsync(before, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < after.Lines.Count; i++)
        {
            var (line, sum) = (after.Lines[i], 0m);
            foreach (var one in line.For)
            {
                var demand = await FindAsync(one.Demand, cancellationToken).ConfigureAwait(false);
                if (demand.Product != line.Product || (line.IsDropShip && line.For.Count > 1) || demand.AllocatedOf(after.Id.Value, i) != 0m || !Decimals.Fits(one.Quantity, Decimals.OfQuantities))
                {
                    throw new RuleViolationException(ProcurementErrors.BadOrder, "A line is for demands of its product, each once; one that goes straight to the customer for one of them.", after.Id.Value, demand.Id.Value);
                }

                demand.RequireToOrder(one.Quantity);
                sum += await step.InBaseUnitAsync(demand.Product, demand.Unit, one.Quantity, cancellationToken).ConfigureAwait(false);
                Set(demand.WithAllocated(after.Id.Value, i, one.Quantity, line.IsDropShip, isDraft: true));
            }

            if (sum > 0m && sum > await step.InBaseUnitAsync(line.Product, line.Unit, line.Quantity, cancellationToken).ConfigureAwait(false))
            {
                throw new RuleViolationException(ProcurementErrors.BadOrder, "A line orders at least what it is for.", after.Id.Value);
            }

            // what it is for comes by itself, so that it can be delivered to whom it is for
            var size = await step.InBaseUnitAsync(line.Product, line.Unit, 1m, cancellationToken).ConfigureAwait(false);
            if (line.IsDropShip && DemandClaims.InUnits(sum, size, isSerialized: false) * size != sum)
            {
                throw new RuleViolationException(ProcurementErrors.BadOrder, $"{Figures.Quantity(sum)} that go straight to the customer are no number of {line.Unit}: order them in another unit.", after.Id.Value);
            }
        }
    }

    /// <summary>Lets the vendor have an order: what it is for is ordered.</summary>
    /// <exception cref="RuleViolationException"><c>approval.missing</c>: somebody is still to approve what it costs, or what it is for is held.</exception>
    internal async Task SubmitAsync(PurchaseOrder order, CancellationToken cancellationToken)
    {
        foreach (var line in order.Lines)
        {
            foreach (var one in line.For)
            {
                var demand = await FindAsync(one.Demand, cancellationToken).ConfigureAwait(false);
                if ((demand.IsUnapproved || demand.HoldNote is not null) && demand.Allocations.AsEnumerable().Any(own => own.Order == order.Id.Value))
                {
                    throw new RuleViolationException(InventoryErrors.ApprovalMissing, "Somebody is still to approve what is ordered, at what it costs by now, or holds it: let it be decided, or take it off the order.", order.Id.Value, demand.Id.Value);
                }

                Set(demand.Submitted(order.Id.Value));
            }
        }
    }

    /// <summary>Gives to nobody what was on order: it won't come.</summary>
    internal async Task ForgetAsync(PurchaseOrder? order, CancellationToken cancellationToken)
    {
        foreach (var line in order?.Lines ?? [])
        {
            foreach (var one in line.For)
            {
                Set((await FindAsync(one.Demand, cancellationToken).ConfigureAwait(false)).WithoutOrder(order!.Id.Value));
            }
        }
    }

    /// <summary>Leaves to the demands of a line what of it is to come still: stock loses first, then who asked last.</summary>
    internal async Task FitAsync(PurchaseOrder order, int number, bool isSerialized, CancellationToken cancellationToken)
    {
        var line = order.Lines[number];
        var left = await step.InBaseUnitAsync(line.Product, line.Unit, line.ToReceive(), cancellationToken).ConfigureAwait(false);
        foreach (var (demand, share, _) in await ShareAsync(order, number, left, isSerialized, cancellationToken).ConfigureAwait(false))
        {
            Set(demand.WithAllocated(order.Id.Value, number, share));
        }
    }

    /// <summary>Gives what came of a line to its demands, in the order in which they asked: it is assigned to them where it lies. The rest is free.</summary>
    internal async Task ReachAsync(StockBooks.OpenBook open, PurchaseOrder order, int number, StockMove receipt, CancellationToken cancellationToken)
    {
        foreach (var (demand, share, allocated) in await ShareAsync(order, number, receipt.Quantity, open.Read.IsSerialized, cancellationToken).ConfigureAwait(false))
        {
            if (share > 0m)
            {
                var reached = await step.ReserveAsync(open, demand, new(receipt.To!.Value, share), id: null, cancellationToken).ConfigureAwait(false);
                Set(reached.WithAllocated(order.Id.Value, number, allocated - share));
            }
        }

        await FitAsync(order, number, open.Read.IsSerialized, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives what lines that come would deliver to their customers straight: those that came already, and those for no demand, nothing.</summary>
    /// <exception cref="EntityNotFoundException">There is no such line.</exception>
    /// <exception cref="RuleViolationException"><c>unit.not_exact</c>; <c>stock.bad_quantity</c>: it is no number of the demand's unit.</exception>
    internal async Task<List<LeavingGoods>> LeavingAsync(PurchaseOrder order, ValueList<ReceivedLine> lines, CancellationToken cancellationToken)
    {
        var quantities = new SortedDictionary<Id<Demand>, decimal>();
        foreach (var received in lines)
        {
            var line = PurchaseOrders.LineOf(order, received.Line);
            if (received.Quantity > 0m
                && await ForAsync(line, cancellationToken).ConfigureAwait(false) is { } demand
                && demand.AllocatedOf(order.Id.Value, received.Line) is > 0m and var allocated
                && await step.MadeAsync(received.Id, line.Product, StockMoveKind.DropShip, cancellationToken).ConfigureAwait(false) is null)
            {
                var quantity = await InUnitAsync(demand, await step.InBaseUnitAsync(line.Product, line.Unit, received.Quantity, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                quantities[demand.Id] = quantities.GetValueOrDefault(demand.Id) + Math.Min(quantity, allocated); // what is beyond is refused by itself
            }
        }

        var leaving = new List<LeavingGoods>(quantities.Count);
        foreach (var (id, quantity) in quantities)
        {
            leaving.Add(new(await HandAsync(await FindAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false), quantity));
        }

        return leaving;
    }

    /// <summary>Delivers what came straight to the customer to the demand of its line.</summary>
    /// <exception cref="RuleViolationException"><c>demand.exceeds_needed</c>: more came than the line is for; <c>stock.bad_quantity</c>: it is no number of the demand's unit.</exception>
    internal async Task ShipAsync(StockBooks.OpenBook open, PurchaseOrder order, int number, StockMove receipt, LocalDate date, CancellationToken cancellationToken)
    {
        if (await ForAsync(order.Lines[number], cancellationToken).ConfigureAwait(false) is not { } demand || demand.AllocatedOf(order.Id.Value, number) is not (> 0m and var allocated))
        {
            return;
        }

        var quantity = await InUnitAsync(demand, receipt.Quantity, cancellationToken).ConfigureAwait(false);
        if (quantity > allocated)
        {
            throw new RuleViolationException(InventoryErrors.ExceedsNeeded, $"The line is for {Figures.Quantity(allocated)}: receive what comes beyond by itself.", order.Id.Value, demand.Id.Value);
        }

        var hand = await HandAsync(demand, cancellationToken).ConfigureAwait(false);
        step.Install(hand, open.Read, receipt, date);
        Set(hand.Followed(demand.WithAllocated(order.Id.Value, number, allocated - quantity).WithDelivery(receipt, quantity, date)));
        _shipped[demand.Id] = null;
        await FitAsync(order, number, isSerialized: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes what never came to the customer off the demand to which it was delivered: it is on order for that again, as far as its line is open and the demand lacks it.</summary>
    /// <exception cref="RuleViolationException"><c>delivery.invoiced</c>, <c>return.exceeds_delivered</c>; <c>stock.bad_quantity</c>: it is no number of the demand's unit.</exception>
    internal async Task UnshipAsync(PurchaseOrder order, int number, StockMove canceled, CancellationToken cancellationToken)
    {
        if (await ForAsync(order.Lines[number], cancellationToken).ConfigureAwait(false) is not { } demand || !demand.HasDelivery(canceled.Origin!.Value))
        {
            return;
        }

        var quantity = await InUnitAsync(demand, canceled.Quantity, cancellationToken).ConfigureAwait(false);
        var (after, delivery) = demand.Undo(canceled.Origin!.Value, quantity);
        var hand = await HandAsync(demand, cancellationToken).ConfigureAwait(false);
        await step.RequireUnbilledAsync(hand, quantity, cancellationToken).ConfigureAwait(false);
        await step.UninstallAsync(hand, canceled, (delivery.Quantity - delivery.Undone) * canceled.Quantity / quantity, canceled.Reason ?? string.Empty, cancellationToken).ConfigureAwait(false);
        Set(hand.Followed(after.WithAllocated(order.Id.Value, number, after.AllocatedOf(order.Id.Value, number) + quantity, isDropShip: true)));
        _shipped[demand.Id] = canceled.Reason ?? string.Empty; // what is undone has a reason
        await FitAsync(order, number, isSerialized: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stages the demands that changed.</summary>
    internal void Stage()
    {
        foreach (var (id, (read, now)) in _demands)
        {
            if (now != read)
            {
                step.Stage(now, read);
            }

            if (_shipped.TryGetValue(id, out var reason))
            {
                step.Append(EventKinds.GoodsDelivered, id, Figures.Quantity(read.Delivered()), Figures.Quantity(now.Delivered()), reason);
            }
        }
    }

    /// <summary>Assigns free stock to demands to which nothing comes straight any more, once they are staged: as long as something did, they took none.</summary>
    internal async Task AssignAsync(PurchaseOrder? order, CancellationToken cancellationToken)
    {
        var products = new SortedSet<Id<Product>>();
        foreach (var line in order?.Lines ?? [])
        {
            if (line is { IsDropShip: true, For.IsEmpty: false })
            {
                products.Add(line.Product);
            }
        }

        foreach (var product in products)
        {
            await step.AssignFreeAsync(product, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Bills what went straight to the customer, or gives it back, once the demands are staged.</summary>
    internal async Task BillAsync(LocalDate day, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        foreach (var id in _shipped.Keys)
        {
            // the order as what else was shipped left it
            var (read, now) = _demands[id];
            await step.BillAsync(await HandAsync(read, cancellationToken).ConfigureAwait(false), now, day, drafts, ids, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives how much of a line that is on order is for demands, in the base unit.</summary>
    internal static async Task<decimal> AllocatedAsync(IPsaSession session, PurchaseOrder order, int number, CancellationToken cancellationToken)
    {
        var allocated = 0m;
        foreach (var one in order.Lines[number].For)
        {
            var demand = await session.Of<Demand>().RequireAsync(one.Demand, cancellationToken).ConfigureAwait(false);
            allocated += await session.InBaseUnitAsync(demand.Product, demand.Unit, demand.AllocatedOf(order.Id.Value, number), cancellationToken).ConfigureAwait(false);
        }

        return allocated;
    }

    // the one to which a line goes straight
    private async Task<Demand?> ForAsync(PurchaseOrderLine line, CancellationToken cancellationToken) =>
        line is { IsDropShip: true, For: [var one] } ? await FindAsync(one.Demand, cancellationToken).ConfigureAwait(false) : null;

    private async Task<DemandInHand> HandAsync(Demand demand, CancellationToken cancellationToken) =>
        await DemandInHand.ReadAsync(step, demand.Source, cancellationToken).ConfigureAwait(false) with { Demand = demand };

    private Task<decimal> InUnitAsync(Demand demand, decimal quantity, CancellationToken cancellationToken) => step.InUnitAsync(
        demand.Product,
        demand.Unit,
        quantity,
        (most, counted) => new(
            InventoryErrors.BadQuantity,
            $"{Figures.Quantity(quantity)} are no number of {demand.Unit}, in which they are needed: say {Figures.Quantity(counted)}, which are {Figures.Quantity(most)}, and the rest with what comes next.",
            demand.Id.Value),
        cancellationToken);

    private async Task<List<(Demand Demand, decimal Share, decimal Allocated)>> ShareAsync(PurchaseOrder order, int number, decimal quantity, bool isSerialized, CancellationToken cancellationToken)
    {
        var (demands, allocated) = (new List<Demand>(), new List<(decimal Allocated, decimal Unit)>());
        foreach (var one in order.Lines[number].For)
        {
            if (await FindAsync(one.Demand, cancellationToken).ConfigureAwait(false) is var demand && demand.AllocatedOf(order.Id.Value, number) > 0m)
            {
                demands.Add(demand);
            }
        }

        demands.Sort(DemandClaims.ByAsking);
        foreach (var demand in demands)
        {
            allocated.Add((demand.AllocatedOf(order.Id.Value, number), await step.InBaseUnitAsync(demand.Product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false)));
        }

        var (shares, all) = (DemandClaims.Share(allocated, quantity, isSerialized), new List<(Demand, decimal, decimal)>(demands.Count));
        for (var i = 0; i < shares.Length; i++)
        {
            all.Add((demands[i], shares[i], allocated[i].Allocated));
        }

        return all;
    }

    private async Task<Demand> FindAsync(Id<Demand> id, CancellationToken cancellationToken)
    {
        if (!_demands.TryGetValue(id, out var known))
        {
            var read = await step.Of<Demand>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            _demands.Add(id, known = (read, read));
        }

        return known.Now;
    }

    private void Set(Demand demand) => _demands[demand.Id] = (_demands[demand.Id].Read, demand);
}

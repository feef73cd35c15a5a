using Psa.Domain.Tests.Orders;
using Psa.Inventory;
using Psa.Returns;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <content>What is delivered, billed, undone and asked back of charges and orders.</content>
internal sealed partial class ReturnPlay
{
    private async Task<ReturnStepKind?> DeliverAsync(ReturnStep step)
    {
        var isOrder = step.Kind == ReturnStepKind.DeliverOrder;
        var source = _sources.Where(one => one.IsOrder == isOrder && one.Open > 0m).Skip(step.Which % 3).FirstOrDefault();
        if (source is null)
        {
            if (_sources.Count > 6)
            {
                return null;
            }

            source = isOrder ? await OrderedAsync(step) : new(DemandSource.Of((await _desk.Desk.AskAsync(6m)).Id), isOrder: false, isShipped: true, 6m);
            _sources.Add(source);
        }

        var quantity = Math.Min(step.Quantity, source.Open);
        if ((await _desk.Stock.Inventory.ListAtAsync(Ada, _desk.Stock.Main, Token)).AsEnumerable().Sum(balance => balance.OnHand - balance.Picked) < quantity)
        {
            await _desk.Stock.ReceiveAsync(20m, 77m);
        }

        // what is picked since an undo goes first, as a move of its own
        var before = source.Deliveries.Count;
        var awaited = source.Awaited;
        var demand = (await _desk.Desk.Deliveries.DeliverAsync(Will, source.Source, [new(_desk.Stock.Main, quantity)], cancellationToken: Token)).Demand;
        for (var i = before; i < demand.Deliveries.Count; i++)
        {
            var own = demand.Deliveries[i];
            source.Deliveries.Add(new(own.Sequence, own.Quantity, await ValueOfAsync(own.Sequence)) { InPlace = Math.Min(own.Quantity, awaited) });
            awaited -= Math.Min(own.Quantity, awaited);
        }

        Settle(source);
        return step.Kind;
    }

    private async Task<PlainSource> OrderedAsync(ReturnStep step)
    {
        var isShipped = step.Cents % 2 == 0;
        var order = await _desk.Sales.SubmitAsync(
            OrderDesk.AContent(OrderDesk.ALine(10m, 6m, "Cable") with { Product = Cable.Id }), one => one with { Invoicing = isShipped ? InvoicePolicy.Shipped : InvoicePolicy.Ordered });
        return new(DemandSource.Of(order.Id, 0), isOrder: true, isShipped, 6m);
    }

    // asks all orders to be invoiced, and bills all that waits
    private async Task<ReturnStepKind?> BillAsync()
    {
        foreach (var source in _sources.Where(one => one.IsOrder && one.Billable > one.Billed))
        {
            await _desk.Sales.Orders.InvoiceAsync(_desk.World.Actor, source.Source.Order!.Value, new(), Token);
            source.Billed = source.Billable;
        }

        _days += 2;
        await _desk.World.BillAsync(Start.PlusDays(_days), Start);
        _sources.ForEach(source => (source.Issued, source.IsChargingAgain) = (source.Billed, false));
        return ReturnStepKind.Bill;
    }

    private async Task<ReturnStepKind?> IssueAsync()
    {
        var drafted = _returns.FindAll(one => one is { Credited: > 0, IsIssued: false });
        foreach (var one in drafted)
        {
            foreach (var note in (await _desk.Returns.FindAsync(Will, one.Id, Token))!.Notes)
            {
                await _desk.Notes.IssueAsync(_desk.World.Actor, note, cancellationToken: Token);
            }

            one.IsIssued = true;
        }

        return drafted.Count == 0 ? null : ReturnStepKind.IssueNotes;
    }

    private async Task<ReturnStepKind?> UndoAsync(ReturnStep step)
    {
        var (source, delivery) = _sources.SelectMany(one => one.Deliveries.Where(own => own.Quantity > own.Undone).Select(own => (one, own))).Skip(step.Which % 5).FirstOrDefault();
        if (source is null)
        {
            return null;
        }

        var isBound = source.IsBilledByDelivery && source.Delivered - step.Quantity < source.Issued + source.Returned - source.Noted;
        return await TryAsync(
            ReturnStepKind.Undo,
            step.Quantity > delivery.Left ? InventoryErrors.ExceedsDelivered : isBound ? InventoryErrors.Invoiced : delivery.IsAgain ? InventoryErrors.BadPlace : null,
            () => _desk.Desk.Deliveries.UndoAsync(Will, source.Source, delivery.Sequence, step.Quantity, "wrong door", cancellationToken: Token),
            () =>
            {
                delivery.Undone += step.Quantity;
                delivery.CameBack += step.Quantity;
                Settle(source);
            });
    }

    private async Task<ReturnStepKind?> RequestAsync(ReturnStep step)
    {
        if (_sources.Count == 0)
        {
            return null;
        }

        var source = _sources[step.Which % _sources.Count];
        var (isOwn, kind, goods, left) = (step.Cents % 5 == 0, (ReturnKind)(step.Cents % 3), new List<(PlainDelivery, decimal)>(), (decimal)step.Quantity);
        foreach (var delivery in source.Deliveries)
        {
            var own = Math.Min(left, delivery.Left);
            left -= own;
            goods.AddRange(own > 0m ? [(delivery, own)] : []);
        }

        GoodsReturn? asked = null;
        return await TryAsync(
            step.Kind,
            left > 0m ? InventoryErrors.ExceedsDelivered : null,
            async () => asked = await _desk.Returns.RequestAsync(isOwn ? Pia : Eve, new() { Source = source.Source, Quantity = step.Quantity, Kind = kind, Reason = "broken" }, Token),
            () =>
            {
                goods.ForEach(static one => one.Item1.Claimed += one.Item2);
                _returns.Add(new(asked!.Id, source, kind, isOwn, goods));
            });
    }
}

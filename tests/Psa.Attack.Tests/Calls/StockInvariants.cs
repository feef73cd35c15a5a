using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Attack.Tests.Calls;

/// <summary>What holds of stock in every store, whoever does what at once.</summary>
internal static class StockInvariants
{
    private static readonly StockMoveKind[] OfNoGoods = [StockMoveKind.Pick, StockMoveKind.Unpick, StockMoveKind.Reserve, StockMoveKind.Release, StockMoveKind.LandedCost, StockMoveKind.Revaluation, StockMoveKind.CostCorrection];

    /// <summary>Says what is broken.</summary>
    public static IEnumerable<string> Broken(Snapshot now) =>
        [.. now.Of<StockedProduct>().SelectMany(product => OfProduct(now, product)), .. Transfers(now), .. Orders(now), .. Claims(now), .. Shipments(now)];

    private static IEnumerable<string> OfProduct(Snapshot now, StockedProduct product)
    {
        var moves = now.Of<StockMove>().Where(move => move.Product == product.Product).OrderBy(static move => move.Sequence).ToList();
        var balances = now.Of<StockBalance>().Where(balance => balance.Product == product.Product).ToList();
        if (!moves.Select(static move => move.Sequence).SequenceEqual(Enumerable.Range(1, (int)product.LastMove).Select(static number => (long)number)))
        {
            yield return $"the moves of {product.Product} aren't one after the other";
        }

        if (product.Ledger is { } ledger && ledger.InStock().MinorUnits != balances.Sum(static balance => balance.Value?.MinorUnits ?? 0))
        {
            yield return $"what {product.Product} is worth isn't what its moves come to";
        }

        foreach (var location in now.Of<StockLocation>().Where(static location => location.Kind != LocationKind.Lost))
        {
            var there = balances.Where(balance => balance.Location == location.Id).ToList();
            var goods = moves.Where(static move => !OfNoGoods.Contains(move.Kind));
            if (there.Sum(static balance => balance.OnHand) != goods.Sum(move => (move.To == location.Id ? move.Quantity : 0m) - (move.From == location.Id ? move.Quantity : 0m)))
            {
                yield return $"at {location.Name} lies something else of {product.Product} than came and stayed";
            }

            if (product.IsSerialized && there.Sum(static balance => balance.OnHand) != now.Of<StockSerial>().Count(serial => serial.Product == product.Product && serial.Status == SerialStatus.InStock && serial.Location == location.Id))
            {
                yield return $"at {location.Name} are other serials of {product.Product} than goods";
            }
        }

        if (balances.Exists(static balance => balance.Picked < 0m || balance.Reserved < 0m || balance.Picked + balance.Reserved > balance.OnHand || balance.Value?.Sign < 0))
        {
            yield return $"of {product.Product} is less than nothing";
        }
    }

    // what left with a shipment stands on the demands that it names, and on no others
    private static IEnumerable<string> Shipments(Snapshot now)
    {
        var shipped = now.Of<Demand>().SelectMany(static demand => demand.Deliveries.AsEnumerable().Where(static own => own.Shipment is not null).Select(own => (own.Shipment!.Value, demand.Source))).Distinct().ToList();
        var named = now.Of<Shipment>().SelectMany(static shipment => shipment.Sources.AsEnumerable().Select(source => (shipment.Id, source))).ToList();
        return shipped.ToHashSet().SetEquals(named) && shipped.Count == named.Count ? [] : ["shipments name other demands than left with them"];
    }

    // what is claimed of stock is what demands have and quotes keep, and of what is on order no more is for them than is open
    private static IEnumerable<string> Claims(Snapshot now)
    {
        var demands = now.Of<Demand>().ToList();
        foreach (var balance in now.Of<StockBalance>().Where(static balance => balance is { Location: not null, Transfer: null }))
        {
            var assigned = demands.Where(demand => demand.Product == balance.Product).SelectMany(static demand => demand.Assignments.AsEnumerable()).Where(own => own.Location == balance.Location).Sum(static own => own.Quantity);
            var kept = now.Of<StockReservation>().Where(own => own.Product == balance.Product && own.Location == balance.Location).Sum(static own => own.Quantity);
            if (assigned + kept != balance.Reserved)
            {
                yield return $"of {balance.Product} {balance.Reserved} are reserved, {assigned} are assigned, and {kept} kept for quotes";
            }
        }

        foreach (var order in now.Of<PurchaseOrder>())
        {
            for (var i = 0; i < order.Lines.Count; i++)
            {
                var allocated = demands.SelectMany(static demand => demand.Allocations.AsEnumerable()).Where(own => own.Order == order.Id.Value && own.Line == i).Sum(static own => own.Quantity);
                if (allocated > (order.Status == PurchaseOrderStatus.Canceled ? 0m : order.Lines[i].Open()))
                {
                    yield return $"of the order {order.Number} more is for demands than is open";
                }
            }
        }
    }

    private static IEnumerable<string> Transfers(Snapshot now) => now.Of<StockTransfer>()
        .Where(transfer => now.Of<StockBalance>().Where(balance => balance.Transfer == transfer.Id).Sum(static balance => balance.OnHand) != transfer.Sent - transfer.Arrived)
        .Select(static transfer => $"of the transfer {transfer.Id} something else is under way");

    private static IEnumerable<string> Orders(Snapshot now)
    {
        var invoiced = now.Of<VendorInvoice>().Where(static invoice => !invoice.IsCanceled).SelectMany(static invoice => invoice.Receipts.AsEnumerable().Select(told => (invoice.Lines[told.Line].Order, invoice.Lines[told.Line].Line, told.Receipt, told.Quantity)))
            .ToLookup(static told => (told.Order, told.Line, told.Receipt), static told => told.Quantity);
        foreach (var order in now.Of<PurchaseOrder>())
        {
            for (var i = 0; i < order.Lines.Count; i++)
            {
                foreach (var receipt in order.Lines[i].Receipts)
                {
                    if (!now.Of<StockMove>().Any(move => move.Product == order.Lines[i].Product && move.Sequence == receipt.Sequence && move.Document == order.Id.Value))
                    {
                        yield return $"a receipt of the order {order.Number} never moved";
                    }

                    if (receipt.Invoiced != invoiced[(order.Id, i, receipt.Sequence)].Sum())
                    {
                        yield return $"of a receipt of the order {order.Number} isn't invoiced what it says";
                    }
                }
            }

            var came = order.Lines.AsEnumerable().Sum(static line => line.NetReceived());
            if (order.Status != PurchaseOrderStatus.New && order.Status != PurchaseOrderStatus.Canceled
                && order.Status != (order.Lines.AsEnumerable().Sum(static line => line.Open()) == 0m ? PurchaseOrderStatus.Received : came > 0m ? PurchaseOrderStatus.PartlyReceived : PurchaseOrderStatus.Submitted))
            {
                yield return $"the order {order.Number} is {order.Status}, and its quantities aren't";
            }
        }
    }
}

using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>People who ask for goods, buy, receive and deliver them; after each step all holds that has to (R-DEMAND).</summary>
internal sealed partial class ProcurementPlay
{
    private readonly List<StockCharge> _charges = [];
    private readonly List<Id<PurchaseOrder>> _orders = [];
    private readonly List<Id<PurchaseOrder>> _straight = [];
    private readonly ChargeDesk _desk;
    private readonly Vendor _vendor;
    private readonly HashSet<string> _seen;
    private readonly int _size;
    private Dictionary<Id<Demand>, Demand> _before = [];

    private ProcurementPlay(ChargeDesk desk, Vendor vendor, HashSet<string> seen, int size) => (_desk, _vendor, _seen, _size) = (desk, vendor, seen, size);

    private string Unit => _size == 1 ? "C62" : "BX";

    private decimal Price => 9m / _size;

    /// <summary>Opens a desk at which cables are bought of one vendor; more than five units at once are approved.</summary>
    /// <param name="seen">The statuses, changes of status and refusals that occurred.</param>
    /// <param name="size">How many pieces a unit is in which they are asked for: they are bought and come in pieces.</param>
    internal static async Task<ProcurementPlay> OpenAsync(HashSet<string> seen, int size)
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        await desk.BoxAsync(size);
        var play = new ProcurementPlay(desk, await desk.Stock.VendorAsync(Currency.EUR), seen, size);
        await desk.Stock.NumberOrdersAsync();
        await desk.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(play._vendor.Id, UnitPrice.Of(play.Price, Currency.EUR), "C62")], Token);
        await desk.Demands.SetApprovalsAsync(Ada, new(Start, [Eur(45m)]), Token);
        return play;
    }

    /// <summary>Takes a step, which may be refused, and looks at what is stored.</summary>
    /// <returns>Whether it was done.</returns>
    internal async Task<bool> TakeAsync(ProcurementStepKind kind, int which, int quantity)
    {
        var isDone = true;
        try
        {
            await DoAsync(kind, which, quantity);
        }
        catch (PsaException refusal)
        {
            isDone = false;
            _seen.Add(refusal.Code);
        }

        await CheckAsync(kind == ProcurementStepKind.ReceiveOrdered && _orders.Count > 0 ? _orders[which % _orders.Count] : null);
        return isDone;
    }

    private Task DoAsync(ProcurementStepKind kind, int which, int quantity) => kind switch
    {
        ProcurementStepKind.Ask => AskAsync(quantity),
        ProcurementStepKind.Receive => _desk.Stock.ReceiveAsync(Pieces(which, quantity), 10m * quantity),
        ProcurementStepKind.CarryAway => _desk.Stock.CarryAsync(Pieces(which, quantity), _desk.Stock.Main, _desk.Stock.Van),
        ProcurementStepKind.Order => OrderAsync(which, quantity),
        ProcurementStepKind.Build => BuildAsync(),
        ProcurementStepKind.SwitchNotices => SwitchAsync(which),
        ProcurementStepKind.ReceiveOrdered => OfOrderAsync(which, (order, line) => _desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(line, Pieces(which, quantity))], cancellationToken: Token)),
        ProcurementStepKind.CancelReceipt => OfOrderAsync(which, (order, line) => CancelReceiptAsync(order, line, Pieces(which, quantity))),
        ProcurementStepKind.CloseLine => OfOrderAsync(which, (order, line) => _desk.Stock.Purchases.CloseLineAsync(Paul, order.Id, line, "sold out", Token)),
        ProcurementStepKind.OrderStraight => OrderStraightAsync(which, quantity),
        ProcurementStepKind.ReceiveStraight => OfOrderAsync(_straight, which, (order, line) => _desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(line, Pieces(which, quantity))], cancellationToken: Token)),
        ProcurementStepKind.CancelStraight => OfOrderAsync(_straight, which, (order, line) => CancelReceiptAsync(order, line, Pieces(which, quantity))),
        ProcurementStepKind.CancelOrder => OfOrderAsync(which, (order, _) => _desk.Stock.Purchases.CancelAsync(Paul, order.Id, "too dear", Token)),
        _ => Likely(kind, which) is { } charge ? OfChargeAsync(kind, charge, quantity) : Task.CompletedTask,
    };

    // mostly one with which something can be done
    private StockCharge? Likely(ProcurementStepKind kind, int which)
    {
        var likely = which % 4 == 0 ? _charges : _charges.FindAll(charge => _before[DemandOrderTests.IdOf(charge)] is var demand && kind switch
        {
            ProcurementStepKind.Pick => !demand.Assignments.IsEmpty,
            ProcurementStepKind.Deliver or ProcurementStepKind.Unpick => !demand.Picks.IsEmpty,
            ProcurementStepKind.Undo => demand.Delivered() > 0m,
            ProcurementStepKind.Free => demand.HoldNote is not null,
            ProcurementStepKind.Approve or ProcurementStepKind.Reject => demand.IsUnapproved,
            _ => demand.IsOpen,
        });
        return likely.Count == 0 ? null : likely[which % likely.Count];
    }

    private Task OfChargeAsync(ProcurementStepKind kind, StockCharge charge, int quantity) => kind switch
    {
        ProcurementStepKind.Cancel => _desk.Charges.CancelAsync(Eve, charge.Id, "not wanted", Token),
        ProcurementStepKind.Pick => quantity <= 3 ? _desk.PickAsync(charge) : _desk.PickAsync(charge, new StockPick(_desk.Stock.Main, quantity)),
        ProcurementStepKind.Unpick => _desk.UnpickAsync(charge),
        ProcurementStepKind.Deliver => quantity != 1 && quantity != 3 ? _desk.DeliverAsync(charge) : _desk.DeliverAsync(charge, new StockPick(quantity == 1 ? _desk.Stock.Van : _desk.Stock.Main, quantity)),
        ProcurementStepKind.Undo => UndoAsync(charge, quantity),
        ProcurementStepKind.Approve => _desk.Demands.ApproveAsync(ApprovalTests.Dora, DemandSource.Of(charge.Id), cancellationToken: Token),
        ProcurementStepKind.Reject => _desk.Demands.RejectAsync(ApprovalTests.Dora, DemandSource.Of(charge.Id), "too dear", Token),
        ProcurementStepKind.Hold => _desk.Demands.HoldAsync(Paul, DemandSource.Of(charge.Id), "wait", Token),
        _ => _desk.Demands.FreeAsync(Paul, DemandSource.Of(charge.Id), Token),
    };

    // in quarters of a box, and sometimes a piece less, which is no part of one that can be said
    private decimal Pieces(int which, int quantity) => _size == 1 ? quantity : (quantity * _size / 4) - (which % 5 == 0 ? 1 : 0);

    private async Task AskAsync(int quantity) => _charges.Add(await _desk.AskAsync(_size == 1 ? quantity : quantity / 4m, unit: Unit));

    // for who asked last too, in any order
    private async Task OrderAsync(int which, int quantity)
    {
        var all = (await DemandsAsync()).Values.Where(demand => demand.ToOrder() > 0m).OrderBy(demand => demand.Id).Skip(which % 3).Take(2);
        var lines = all.Select(demand => new LineDemand(demand.Id, Math.Min(quantity, demand.ToOrder()))).ToList();
        _orders.Add((await _desk.Stock.Purchases.CreateAsync(Paul, new(_vendor.Id, [Cables(1m, Price), Cables((lines.Sum(one => one.Quantity) * _size) + quantity - 1m, Price) with { For = [.. lines] }]), Token)).Id);
        await _desk.Stock.Purchases.SubmitAsync(Paul, _orders[^1], Token);
    }

    // straight to the customer of one of them
    private async Task OrderStraightAsync(int which, int quantity)
    {
        var all = (await DemandsAsync()).Values.Where(demand => demand.ToOrder() > 0m).OrderBy(demand => demand.Id).ToList();
        if (all.Count > 0)
        {
            var demand = all[which % all.Count];
            var own = Math.Min(quantity, demand.ToOrder());
            _straight.Add((await _desk.Stock.Purchases.CreateAsync(Paul, new(_vendor.Id, [Cables(own * _size, Price) with { IsDropShip = true, For = [new(demand.Id, own)] }]), Token)).Id);
            _orders.Add(_straight[^1]);
            await _desk.Stock.Purchases.SubmitAsync(Paul, _orders[^1], Token);
        }
    }

    private async Task BuildAsync()
    {
        _orders.Add((await _desk.Stock.Purchases.BuildAsync(Paul, _vendor.Id, cancellationToken: Token)).Id);
        await _desk.Stock.Purchases.SubmitAsync(Paul, _orders[^1], Token);

        // what waited beside it and is little alone needs nobody any more, but for the rest of a box whose pieces are there or to come
        foreach (var left in await _desk.Demands.ListAsync(Paul, DemandStatus.NeedToOrder, Token))
        {
            Assert.True(_before[left.Id].Status != DemandStatus.NeedToOrder || (_size > 1 && left.ToOrder() * _size <= await LeftOverAsync(left)), $"{left} waits still");
        }
    }

    // pieces that are free, and those to come by a demand's own lines that are for nobody
    private async Task<decimal> LeftOverAsync(Demand demand)
    {
        var (demands, balances) = (await DemandsAsync(), await _desk.Stock.Inventory.ListBalancesAsync(Ada, Cable.Id, Token));
        var pieces = balances.Where(balance => balance.Location == _desk.Stock.Main).Sum(balance => balance.Free());
        foreach (var own in demand.Allocations.Where(one => !one.IsDropShip))
        {
            pieces += (await ReadAsync(new(own.Order))).Lines[own.Line].ToReceive() - (demands.Values.Sum(one => one.AllocatedOf(own.Order, own.Line)) * _size);
        }

        return pieces;
    }

    private Task OfOrderAsync(int which, Func<PurchaseOrder, int, Task> call) => OfOrderAsync(_orders, which, call);

    private async Task OfOrderAsync(List<Id<PurchaseOrder>> orders, int which, Func<PurchaseOrder, int, Task> call)
    {
        if (orders.Count > 0)
        {
            var order = await ReadAsync(orders[which % orders.Count]);
            await call(order, order.Lines.Count - 1);
        }
    }

    private async Task CancelReceiptAsync(PurchaseOrder order, int line, decimal quantity)
    {
        if (order.Lines[line].Receipts is [.., var last])
        {
            await _desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(line, last.Sequence, quantity, Reason: "miscounted"), Token);
        }
    }

    private async Task UndoAsync(StockCharge charge, int quantity)
    {
        if ((await DemandOrderTests.FindAsync(_desk, charge)).Deliveries is [.., var last])
        {
            await _desk.UndoAsync(charge, last, quantity);
        }
    }

    private async Task CheckAsync(Id<PurchaseOrder>? received)
    {
        var demands = await DemandsAsync();
        var balances = await _desk.Stock.Inventory.ListBalancesAsync(Ada, Cable.Id, Token);
        foreach (var balance in balances.Where(balance => balance.Location is not null))
        {
            Assert.Equal(demands.Values.Sum(demand => demand.Assignments.Where(one => one.Location == balance.Location).Sum(one => one.Quantity)) * _size, balance.Reserved);
            Assert.Equal(demands.Values.Sum(demand => demand.Picks.Where(one => one.Location == balance.Location).Sum(one => one.Quantity)) * _size, balance.Picked);
            Assert.True(balance.Reserved + balance.Picked <= balance.OnHand, $"{balance}");
        }

        // nothing lies about in the warehouse that somebody waits for
        var free = balances.Where(balance => balance.Location == _desk.Stock.Main).Sum(balance => balance.Free());
        Assert.True(free < (_size == 1 ? 1m : 3m) || demands.Values.All(demand => demand.ToAssign() == 0m), $"{free} are free");
        await CheckOrdersAsync(demands, received);
        var items = await _desk.World.AllItemsAsync();
        foreach (var charge in _charges)
        {
            // what is delivered, from stock or straight from the vendor, is on exactly one item
            var delivered = demands[DemandOrderTests.IdOf(charge)].Delivered();
            Assert.Equal(delivered, items.Where(item => item.SourceId == charge.Id.Value && !item.Released).Sum(item => item.SourceQuantity ?? 0m));
        }

        foreach (var demand in demands.Values)
        {
            Assert.Equal(StatusOf(demand), demand.Status.Name);
            CheckApproval(demand, demands.Values.Where(one => one.Document == demand.Document).Sum(one => one.Unordered()));
            Assert.True(demand.Assigned() <= Math.Max(0m, demand.Open()) && demand.Allocated() <= demand.Lacking(), $"{demand}");
            _seen.Add(demand.Status.Name);
            _seen.Add($"{_before.GetValueOrDefault(demand.Id)?.Status.Name}>{demand.Status.Name}");
        }

        foreach (var status in DemandStatus.All)
        {
            Assert.Equal(
                demands.Values.Where(demand => demand.Status == status).OrderBy(demand => demand.AskedAt).Select(demand => demand.Id),
                (await _desk.Demands.ListAsync(Paul, status, Token)).Select(demand => demand.Id));
        }

        await CheckNoticesAsync(demands);
        _before = demands;
    }

    // what all of a document need is approved above five, of that many at least
    private static void CheckApproval(Demand demand, decimal unordered)
    {
        if (demand.HoldNote is null && demand.Unordered() > 0m)
        {
            Assert.True(unordered > 5m ? demand.Approval is { } asked && (asked.IsMissing || unordered + asked.Ordered.Sum(one => one.Quantity) <= asked.Quantity) : !demand.IsUnapproved, $"{unordered} are unordered: {demand}");
        }
    }

    private async Task CheckOrdersAsync(Dictionary<Id<Demand>, Demand> demands, Id<PurchaseOrder>? received)
    {
        foreach (var id in _orders)
        {
            var order = await ReadAsync(id);
            for (var i = 0; i < order.Lines.Count; i++)
            {
                var line = order.Lines[i];
                var own = line.For.Select(one => demands[one.Demand]).OrderBy(demand => demand.AskedAt).ToList();
                var (sum, open) = (own.Sum(demand => demand.AllocatedOf(id.Value, i)) * _size, order.Status == PurchaseOrderStatus.Canceled ? 0m : line.Open());
                Assert.True(sum <= open, $"{sum} of {open} are for demands");
                Assert.Equal(line.Quantity + line.Over(), line.NetReceived() + line.Open() + line.ShortClosed);
                for (var n = 1; _size == 1 && received == id && n < own.Count; n++)
                {
                    // of boxes something is left over that is no number of them: who asked first has all before the next gets any
                    Assert.True(GotOf(own[n], id, i) == 0m || own.Take(n).All(first => first.AllocatedOf(id.Value, i) == 0m), $"{own[n]} came first");
                }
            }
        }

        Assert.DoesNotContain(demands.Values.SelectMany(demand => demand.Allocations.AsEnumerable()), one => !_orders.Exists(order => order.Value == one.Order));
    }

    private decimal GotOf(Demand now, Id<PurchaseOrder> order, int line) => (_before.GetValueOrDefault(now.Id)?.AllocatedOf(order.Value, line) ?? 0m) - now.AllocatedOf(order.Value, line);

    // as the table says it, row by row
    private static string StatusOf(Demand demand)
    {
        var delivered = demand.Deliveries.Sum(one => one.Quantity - one.Undone);
        var (picked, assigned, allocated) = (demand.Picks.Sum(one => one.Quantity), demand.Assignments.Sum(one => one.Quantity), demand.Allocations.Sum(one => one.Quantity));
        (string Name, bool Holds)[] table =
        [
            ("Canceled", demand.IsCanceled),
            ("Delivered", delivered >= demand.Needed),
            ("Pending", demand.HoldNote is not null),
            ("ReadyToShip", delivered + picked >= demand.Needed),
            ("ToPick", delivered + picked + assigned >= demand.Needed),
            ("OnOrder", delivered + picked + assigned + allocated >= demand.Needed),
            ("WaitingApproval", demand.Approval is { } asked && asked.Given.Count < asked.Levels),
            ("NeedToOrder", true),
        ];
        return table.First(row => row.Holds).Name;
    }

    private async Task<Dictionary<Id<Demand>, Demand>> DemandsAsync()
    {
        var demands = new Dictionary<Id<Demand>, Demand>();
        foreach (var charge in _charges)
        {
            var demand = await DemandOrderTests.FindAsync(_desk, charge);
            demands.Add(demand.Id, demand);
        }

        return demands;
    }

    private async Task<PurchaseOrder> ReadAsync(Id<PurchaseOrder> id) => (await _desk.Stock.Purchases.FindAsync(Paul, id, Token))!;
}

using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Orders;
using Psa.Events;
using Psa.Inventory;
using Psa.Orders;
using Psa.Procurement;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What goes straight from the vendor to the customer: it enters no stock, is delivered to its demand, and may be canceled (R-CANCEL).</summary>
public sealed class DropShipTests
{
    [Fact]
    public async Task A_receipt_that_never_was_costs_nothing_and_frees_its_serials()
    {
        var desk = await StockDesk.OpenAsync(isSerialized: true);
        var order = await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(3m, 10m) with { IsDropShip = true });
        order = (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 3m, Serials: ["a", "b", "c"])], cancellationToken: Token)).Order;
        var receipt = order.Lines[0].Receipts[0].Sequence;
        await desk.Stock.LandAsync(Ada, new(Money.Of(1m, Currency.EUR), [new(Cable.Id, receipt)], Reason: "freight"), Token);

        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 1m, desk.Main, ["a"], "wrong"), Token)));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 1m, Serials: ["x"], Reason: "wrong"), Token)));
        order = await desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 2m, Serials: ["A", "c"], Reason: "wrong"), Token);
        Assert.Equal((1m, 2m, PurchaseOrderStatus.PartlyReceived), (order.Lines[0].NetReceived(), order.Lines[0].Open(), order.Status));
        Assert.Equal(InventoryErrors.ExceedsReceived, await RefusedAsync(() => desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 2m, Serials: ["b", "c"], Reason: "wrong"), Token)));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 1m, Serials: ["c"], Reason: "wrong"), Token)));
        await desk.ReceiveAsync(2m, 20m, "a", "c");

        var ledger = (await desk.Inventory.ListMovesAsync(Ada, Cable.Id, cancellationToken: Token)).Single(move => move.Kind == StockMoveKind.CancelReceipt);
        Assert.Equal((20m, 0m), (ledger.Value.Amount, ledger.Difference.Amount));
        Assert.Equal((2m, 20m), await desk.AtAsync(desk.Main));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task What_a_charge_needs_is_delivered_and_billed_when_it_comes_and_not_when_it_never_did()
    {
        var desk = await DemandOrderTests.OpenAsync();
        var charge = await desk.AskAsync(3m);
        var order = await OrderAsync(desk, DemandOrderTests.IdOf(charge), 3m);
        Assert.Equal(DemandStatus.OnOrder, await DemandOrderTests.StatusAsync(desk, charge));

        // what comes straight to its customer isn't taken from stock
        await desk.Stock.ReceiveAsync(5m, 50m);
        Assert.Equal((0m, 5m), ((await DemandOrderTests.FindAsync(desk, charge)).Assigned(), (await desk.Stock.Stock.ForecastAsync(Will, Cable.Id, new(2025, 1, 1), Token)).Quantity));
        Assert.Empty((await desk.Stock.Stock.ForecastAsync(Will, Cable.Id, new(2025, 1, 1), Token)).Uncounted);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => ReceiveRaisedAsync(desk, order)));

        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m)], cancellationToken: Token)).Order;
        Assert.Equal((2m, 1m, 66.67m), await StateAsync(desk, charge));
        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token)).Order;
        Assert.Equal((3m, 0m, 100m), await StateAsync(desk, charge));
        Assert.Equal(DemandStatus.Delivered, await DemandOrderTests.StatusAsync(desk, charge));
        Assert.Equal((5m, 50m), await desk.Stock.AtAsync(desk.Stock.Main));
        Assert.Contains(await desk.Stock.EventsAsync(), one => one.Kind == EventKinds.GoodsDelivered && one.To == "3");

        var (first, last) = ((await DemandOrderTests.FindAsync(desk, charge)).Deliveries[0], order.Lines[0].Receipts[1].Sequence);
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => desk.UndoAsync(charge, first, 1m)));
        await desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, last, 1m, Reason: "never came"), Token);
        Assert.Equal((2m, 1m, 66.67m), await StateAsync(desk, charge));

        // it is on order for whom it was, though the same is free
        Assert.Equal((DemandStatus.OnOrder, 0m), (await DemandOrderTests.StatusAsync(desk, charge), (await DemandOrderTests.FindAsync(desk, charge)).Assigned()));
        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token)).Order;
        Assert.Equal((3m, 0m, 100m), await StateAsync(desk, charge));
        await desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, order.Lines[0].Receipts[2].Sequence, 1m, Reason: "never came"), Token);
        await desk.BillAsync(Start.PlusDays(20));
        Assert.Equal(InventoryErrors.Invoiced, await RefusedAsync(() => desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, first.Sequence, 1m, Reason: "never came"), Token)));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task A_line_of_an_order_is_shipped_and_its_serials_are_devices(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store, isSerialized: true, procures: true);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var sold = await sales.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(10m, 2m, "Cable") with { Product = Cable.Id }, OrderDesk.ALine(10m, 1m, "Cable") with { Product = Cable.Id }), one => one with { Invoicing = InvoicePolicy.Shipped });
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        PurchaseOrderLine Line(int line, decimal quantity) => Cables(quantity) with { IsDropShip = true, For = [new(Demands.IdOf(Tenant, DemandSource.Of(sold.Id, line)), quantity)] };
        var order = await desk.Stock.OrderAsync(vendor, Line(0, 2m), Line(1, 1m));
        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m, Serials: ["a", "b"]), new(1, 1m, Serials: ["c"])], cancellationToken: Token)).Order;

        var now = await sales.ReadAsync(sold);
        Assert.Equal((2m, 1m, OrderProgress.Full), (now.Quantities[0].Shipped, now.Quantities[1].Shipped, now.FulfilmentProgress));
        var devices = new Psa.Services.DeviceService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        Assert.Equal(["a", "b", "c"], (await devices.ListAsync(Ada, sold.ServedCustomer, Token)).Select(device => device.Serial).Order());

        await desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, order.Lines[0].Receipts[0].Sequence, 1m, Serials: ["b"], Reason: "never came"), Token);
        now = await sales.ReadAsync(sold);
        Assert.Equal((1m, 1m, OrderProgress.Part), (now.Quantities[0].Shipped, now.Quantities[1].Shipped, now.FulfilmentProgress));
        Assert.Equal(["a", "c"], (await devices.ListAsync(Ada, sold.ServedCustomer, Token)).Select(device => device.Serial).Order());

        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m, Serials: ["d"])], cancellationToken: Token);
        now = await sales.ReadAsync(sold);
        Assert.Equal((2m, 1m, OrderProgress.Full), (now.Quantities[0].Shipped, now.Quantities[1].Shipped, now.FulfilmentProgress));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_doesnt_come_straight_after_all_takes_what_is_free()
    {
        var desk = await DemandOrderTests.OpenAsync();
        var charge = await desk.AskAsync(3m);
        var order = await OrderAsync(desk, DemandOrderTests.IdOf(charge), 3m);
        await desk.Stock.ReceiveAsync(2m, 20m);
        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token)).Order;
        Assert.Equal(0m, (await DemandOrderTests.FindAsync(desk, charge)).Assigned());
        await desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, order.Lines[0].Receipts[0].Sequence, 1m, Reason: "never came"), Token);
        Assert.Equal((0m, 0m, 3m), (await DemandOrderTests.FindAsync(desk, charge)) is var demand ? (demand.Delivered(), demand.Assigned(), demand.Allocated()) : default);
        await desk.Stock.Purchases.CloseLineAsync(Paul, order.Id, 0, "sold out", Token);
        Assert.Equal((DemandStatus.NeedToOrder, 2m), (await DemandOrderTests.StatusAsync(desk, charge), (await DemandOrderTests.FindAsync(desk, charge)).Assigned()));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_never_came_of_a_closed_line_is_on_order_as_far_as_that_is_open()
    {
        var desk = await DemandOrderTests.OpenAsync();
        var charge = await desk.AskAsync(3m);
        var order = await OrderAsync(desk, DemandOrderTests.IdOf(charge), 3m);
        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 3m)], cancellationToken: Token)).Order;
        await desk.Stock.Purchases.SetReceivingAsync(Ada, Percent.Of(50m), needsInvoiceNumber: false, cancellationToken: Token);
        order = (await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token)).Order;
        await desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, order.Lines[0].Receipts[0].Sequence, 3m, Reason: "never came"), Token);
        Assert.Equal((0m, 2m, 0m), await StateAsync(desk, charge));
    }

    [Fact]
    public async Task What_a_submitted_line_is_for_stays_so()
    {
        var desk = await DemandOrderTests.OpenAsync();
        var (a, b) = (await desk.AskAsync(3m), await desk.AskAsync(3m));
        var order = await OrderAsync(desk, DemandOrderTests.IdOf(a), 3m);
        Assert.Equal(ProcurementErrors.NotNew, await RefusedAsync(() => desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { For = [new(DemandOrderTests.IdOf(b), 3m)] }], Token)));
        Assert.Equal(order.Lines, (await desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { For = [] }], Token)).Lines);
    }

    [Fact]
    public async Task A_line_to_the_customer_is_for_one_demand()
    {
        var desk = await DemandOrderTests.OpenAsync();
        var (a, b) = (await desk.AskAsync(1m), await desk.AskAsync(1m));
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(
            Paul, new(vendor.Id, [Cables(2m) with { IsDropShip = true, For = [new(DemandOrderTests.IdOf(a), 1m), new(DemandOrderTests.IdOf(b), 1m)] }], "PO-9"), Token)));
    }

    // quantity delivered, on order and billed
    private static async Task<(decimal Delivered, decimal OnOrder, decimal Billed)> StateAsync(ChargeDesk desk, StockCharge charge) =>
        await DemandOrderTests.FindAsync(desk, charge) is var demand ? (demand.Delivered(), demand.Allocated(), await desk.BilledAsync(charge)) : default;

    private static async Task ReceiveRaisedAsync(ChargeDesk desk, PurchaseOrder order)
    {
        await desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { Quantity = 4m }], Token);
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 4m)], cancellationToken: Token);
    }

    private static async Task<PurchaseOrder> OrderAsync(ChargeDesk desk, Id<Demand> demand, decimal quantity) =>
        await desk.Stock.OrderAsync(await desk.Stock.VendorAsync(Currency.EUR), Cables(quantity) with { IsDropShip = true, For = [new(demand, quantity)] });
}

using Psa.Catalog;
using Psa.Domain.Tests.Procurement;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>What becomes of goods that came back: stock again, thrown away, or sent to their vendor, who credits, replaces, repairs or declines (R-RMA, R-CONSERVE).</summary>
public sealed class ReturnVendorTests
{
    [Theory]
    [InlineData("Average")]
    [InlineData("Fifo")]
    public async Task Restocked_goods_may_be_worth_less(string method)
    {
        var desk = await ReturnDesk.OpenAsync(method: CostMethod.All.AsEnumerable().Single(one => one.Name == method));
        await desk.Stock.ReceiveAsync(4m, 40m);
        var back = await desk.BackAsync(await desk.DeliveredAsync(2m), 2m);
        Assert.Equal("stock.reason_missing", await RefusedAsync(() => desk.Returns.RestockAsync(Will, back.Id, less: Eur(5m), cancellationToken: Token)));
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Returns.RestockAsync(Will, back.Id, less: Eur(20.01m), reason: "worn", cancellationToken: Token)));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Returns.RestockAsync(Pia, back.Id, less: Eur(5m), reason: "worn", cancellationToken: Token)));
        await desk.Returns.RestockAsync(Will, back.Id, less: Eur(5m), reason: "worn", cancellationToken: Token);

        Assert.Equal((4m, 35m), await desk.Stock.AtAsync(desk.Stock.Main));
        Assert.Equal(5m, (await LedgerAsync(desk)).Corrections.Amount);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_standard_cost_is_revalued_not_written_down()
    {
        var desk = await ReturnDesk.OpenAsync(method: CostMethod.Standard);
        await desk.Stock.ReceiveAsync(4m, 40m);
        var back = await desk.BackAsync(await desk.DeliveredAsync(2m), 2m);
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Returns.RestockAsync(Will, back.Id, less: Eur(5m), reason: "worn", cancellationToken: Token)));
        await desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_thrown_away_is_a_loss()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(4m, 40m);
        var back = await desk.BackAsync(await desk.DeliveredAsync(2m), 2m);
        Assert.Equal((ReturnStatus.Disposed, GoodsFate.Disposed), (await desk.Returns.DisposeOfAsync(Will, back.Id, "smashed", Token)) is var gone ? (gone.Status, gone.Fate!.Value) : default);
        Assert.Equal((0m, 0m), await desk.Stock.AtAsync(desk.Stock.Returns));
        Assert.Equal(20m, (await LedgerAsync(desk)).Losses.Amount);
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_vendor_credits_is_set_against_the_value_that_left(bool isLoan)
    {
        var desk = await ReturnDesk.OpenAsync(method: CostMethod.Fifo);
        await desk.Stock.ReceiveAsync(1m, 10m);
        await desk.Stock.ReceiveAsync(1m, 25m);
        var (first, second) = (await desk.DeliveredAsync(1m), await desk.DeliveredAsync(1m));
        await desk.BackAsync(first, 1m);
        var back = await desk.BackAsync(second, 1m);
        Assert.Equal("entity.not_found", await RefusedAsync(() => desk.Returns.SendToVendorAsync(Will, back.Id, default, cancellationToken: Token)));
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan, Token);

        // its own value, not that of what lies there longest; what is lent is worth it in transit
        Assert.Equal((1m, 10m), await desk.Stock.AtAsync(desk.Stock.Returns));
        Assert.Equal(isLoan ? 35m : 10m, (await LedgerAsync(desk)).InStock().Amount);
        Assert.Equal(isLoan ? 35m : 10m, (await LedgerAsync(desk)).Received.Amount);
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Credited, Eur(20m)), Token)));
        Assert.Equal(ReturnErrors.BadValue, await RefusedAsync(() => desk.Returns.RecordAnswerAsync(Pia, back.Id, new(VendorOutcome.Credited), Token)));
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Returns.RecordAnswerAsync(Pia, back.Id, new(VendorOutcome.Credited, Eur(-1m)), Token)));
        await desk.Returns.RecordAnswerAsync(Pia, back.Id, new(VendorOutcome.Credited, Money.Of(40m, Currency.USD), 0.5m), Token);
        var ledger = await LedgerAsync(desk);
        Assert.Equal((35m - 20m, 5m, 10m), (ledger.Received.Amount, ledger.Corrections.Amount, ledger.InStock().Amount));
        Assert.Equal(ReturnStatus.Closed, (await desk.Returns.CloseAsync(Will, back.Id, Token)).Status);
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_customers_own_is_repaired_and_goes_back(bool isLoan)
    {
        var desk = await ReturnDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(2m, 20m, "A1", "A2");
        var charge = await desk.DeliveredAsync(2m, "A1", "A2");
        var source = DemandSource.Of(charge.Id);
        var back = await desk.BackAsync(charge, 1m, ReturnKind.Repair, serials: "A2");
        Assert.Equal((20m, 2m), (await desk.Desk.BilledAsync(charge), (await desk.DemandAsync(source)).Delivered()));
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan, Token);
        await desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Repaired), Token);
        Assert.Equal(ReturnErrors.GoodsOpen, await RefusedAsync(() => desk.Returns.CloseAsync(Will, back.Id, Token)));
        Assert.Equal(ReturnErrors.GoodsOpen, await RefusedAsync(() => desk.Returns.DeliverAsync(Will, back.Id, Token)));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.Returns.TakeBackAsync(Will, back.Id, ["A2"], cancellationToken: Token)));
        await desk.Returns.TakeBackAsync(Will, back.Id, cancellationToken: Token);
        Assert.Equal((1m, 10m), await desk.Stock.AtAsync(desk.Stock.Returns));
        Assert.Equal(ReturnErrors.GoodsOpen, await RefusedAsync(() => desk.Returns.CloseAsync(Will, back.Id, Token)));
        await desk.Returns.DeliverAsync(Will, back.Id, Token);
        await desk.Returns.CloseAsync(Will, back.Id, Token);

        // nothing was billed or given back, and it can come back once more
        var demand = await desk.DemandAsync(source);
        Assert.Equal((20m, 2m, 0m), (await desk.Desk.BilledAsync(charge), demand.Delivered(), (await LedgerAsync(desk)).InStock().Amount));
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => desk.Desk.UndoAsync(charge, demand.Deliveries[^1], 1m, "A2")));
        await desk.BackAsync(charge, 1m, serials: "A2");
        Assert.Equal(10m, await desk.Desk.BilledAsync(charge));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_no_vendor_is_needed_for_is_repaired_where_it_lies()
    {
        var desk = await ReturnDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(2m, 20m, "A1", "A2");
        var charge = await desk.DeliveredAsync(2m, "A1", "A2");
        var back = await desk.BackAsync(charge, 1m, ReturnKind.Repair, serials: "A2");
        Assert.Equal(ReturnErrors.OfCustomer, await RefusedAsync(() => desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token)));
        var given = await desk.Returns.DeliverAsync(Will, back.Id, Token);
        Assert.Equal((ReturnStatus.Repaired, GoodsFate.Delivered, null), (given.Status, given.Fate, given.Vendor));
        Assert.Equal(given, await desk.Returns.DeliverAsync(Will, back.Id, Token));
        Assert.Equal(ReturnErrors.GoodsOpen, await RefusedAsync(() => desk.Returns.TakeBackAsync(Will, back.Id, cancellationToken: Token)));
        Assert.Equal(ReturnStatus.Closed, (await desk.Returns.CloseAsync(Will, back.Id, Token)).Status);
        var demand = await desk.DemandAsync(DemandSource.Of(charge.Id));
        Assert.Equal((20m, 2m, 0m), (await desk.Desk.BilledAsync(charge), demand.Delivered(), (await LedgerAsync(desk)).InStock().Amount));

        // of what is to be credited or replaced nothing goes back so
        var other = await desk.BackAsync(charge, 1m, serials: "A1");
        Assert.Equal(ReturnErrors.NotOfCustomer, await RefusedAsync(() => desk.Returns.DeliverAsync(Will, other.Id, Token)));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Others_come_in_its_place_at_the_value_that_left(bool isLoan)
    {
        var desk = await ReturnDesk.OpenAsync(isSerialized: true, method: CostMethod.Actual);
        var ordered = await desk.Stock.Purchases.SubmitAsync(Ada, (await desk.Stock.Purchases.CreateAsync(Ada, new(desk.Vendor.Id, [new(Cable.Id, 2m, "C62", Price(10m))], "P1"), Token)).Id, Token);
        var order = (await desk.Stock.Purchases.ReceiveAsync(Will, ordered.Id, [new(0, 2m, desk.Stock.Main, ["A1", "A2"])], cancellationToken: Token)).Order;
        var back = await desk.BackAsync(await desk.DeliveredAsync(1m, "A1"), 1m, serials: "A1");
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan, Token);
        Assert.Equal("entity.not_found", await RefusedAsync(() => desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced, Order: order.Id, Line: 1), Token)));
        await desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced, Order: order.Id), Token);

        // the line is open again until they come
        var open = (await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token))!;
        Assert.Equal((PurchaseOrderStatus.PartlyReceived, 1m, 1m), (open.Status, open.Lines[0].NetReceived(), open.Lines[0].Open()));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.Returns.TakeBackAsync(Will, back.Id, ["B1", "B2"], cancellationToken: Token)));

        // they come with the return, and not as a purchase besides
        Assert.Equal(ProcurementErrors.ExceedsTolerance, await RefusedAsync(() => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m, desk.Stock.Main, ["B1"])], cancellationToken: Token)));
        Assert.Equal(ProcurementErrors.NotOpen, await RefusedAsync(() => desk.Stock.Purchases.CloseLineAsync(Ada, order.Id, 0, "late", Token)));
        await desk.Returns.TakeBackAsync(Will, back.Id, ["B1"], cancellationToken: Token);
        var closed = (await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token))!;
        Assert.Equal((PurchaseOrderStatus.Received, 2m, 0m), (closed.Status, closed.Lines[0].NetReceived(), closed.Lines[0].Open()));
        Assert.Equal((1m, 10m, SerialStatus.Free), (await desk.Stock.AtAsync(desk.Stock.Returns)) is var (onHand, value) ? (onHand, value!.Value, (await desk.Stock.Inventory.FindSerialAsync(Will, Cable.Id, "A1", Token))!.Status) : default);
        Assert.Equal(ReturnErrors.NotOfCustomer, await RefusedAsync(() => desk.Returns.DeliverAsync(Will, back.Id, Token)));
        await desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token);
        Assert.Equal(ReturnStatus.Replaced, (await desk.Returns.FindAsync(Will, back.Id, Token))!.Status);
        await desk.Returns.CloseAsync(Will, back.Id, Token);
        Assert.Equal(20m, (await LedgerAsync(desk)).Received.Amount);
        await desk.Desk.DeliverAsync(await desk.Desk.AskAsync(1m), new StockPick(desk.Stock.Main, 1m, ["B1"]));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_line_in_boxes_is_open_for_what_is_a_number_of_them()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Desk.BoxAsync(12);
        var order = await desk.Stock.OrderAsync(desk.Vendor, new PurchaseOrderLine(Cable.Id, 1m, "BX", Price(120m)));
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token);
        var back = await desk.BackAsync(await desk.DeliveredAsync(4m), 4m);
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: true, Token);
        Assert.Equal(CatalogErrors.UnitNotExact, await RefusedAsync(() => desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced, Order: order.Id), Token)));
        await desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced), Token);
        await desk.Returns.TakeBackAsync(Will, back.Id, cancellationToken: Token);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_went_straight_to_the_customer_is_replaced_on_its_line_too()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(1m, 10m);
        var ordered = await desk.Stock.Purchases.SubmitAsync(Ada, (await desk.Stock.Purchases.CreateAsync(Ada, new(desk.Vendor.Id, [new(Cable.Id, 2m, "C62", Price(10m), IsDropShip: true)], "P1"), Token)).Id, Token);
        var order = (await desk.Stock.Purchases.ReceiveAsync(Will, ordered.Id, [new(0, 2m)], cancellationToken: Token)).Order;
        var back = await desk.BackAsync(await desk.DeliveredAsync(1m), 1m);
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: true, Token);
        await desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced, Order: order.Id), Token);

        var open = (await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token))!;
        Assert.Equal((PurchaseOrderStatus.PartlyReceived, 1m, 1m), (open.Status, open.Lines[0].NetReceived(), open.Lines[0].Open()));

        // what is to be replaced came
        Assert.Equal(InventoryErrors.ExceedsReceived, await RefusedAsync(() => desk.Stock.Purchases.CancelReceiptAsync(Will, order.Id, new(0, order.Lines[0].Receipts[0].Sequence, 2m, Reason: "never came"), Token)));
        await desk.Returns.TakeBackAsync(Will, back.Id, cancellationToken: Token);
        var closed = (await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token))!;
        Assert.Equal((PurchaseOrderStatus.Received, 2m, 0m), (closed.Status, closed.Lines[0].NetReceived(), closed.Lines[0].Open()));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_device_that_the_vendor_replaced_stands_in_for_the_one_it_had()
    {
        var desk = await ReturnDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(1m, 10m, "A1");
        var charge = await desk.DeliveredAsync(1m, "A1");
        var back = await desk.BackAsync(charge, 1m, ReturnKind.Repair, serials: "A1");
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: true, Token);
        await desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced), Token);
        await desk.Returns.TakeBackAsync(Will, back.Id, ["B1"], cancellationToken: Token);
        await desk.Returns.DeliverAsync(Will, back.Id, Token);
        var devices = await new Psa.Services.DeviceService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock)).ListAsync(Will, desk.Desk.Customer.Id, Token);
        Assert.Equal([("A1", true, false), ("B1", false, true)], devices.OrderBy(device => device.Serial).Select(device => (device.Serial, device.RemovedOn is not null, device.Replaces is not null)));
        await desk.AskAsync(charge, 1m, serials: "B1");
    }

    private static async Task<StockLedger> LedgerAsync(ReturnDesk desk)
    {
        StockLedger? ledger = null;
        await desk.World.InSessionAsync(async session => ledger = (await session.Of<StockedProduct>().FindAsync(new(Cable.Id.Value), Token))!.Ledger);
        return ledger!;
    }
}

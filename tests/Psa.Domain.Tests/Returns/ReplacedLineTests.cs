using Psa.Domain.Tests.Procurement;
using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.DemandOrderTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Lines of purchase orders that are open for what comes in place of goods that went back: that comes with its return, and isn't bought (R-PO, R-RMA).</summary>
public sealed class ReplacedLineTests
{
    private static readonly NodaTime.LocalDate Today = new(2025, 1, 1);

    [Fact]
    public async Task What_is_bought_is_received_and_closed_beside_what_is_replaced()
    {
        var desk = await ReturnDesk.OpenAsync();
        var order = await desk.Stock.OrderAsync(desk.Vendor, Cables(4m));
        await ReceiveAsync(desk, order, 2m);
        var back = await ReplaceAsync(desk, order, await desk.DeliveredAsync(1m));
        Assert.Equal((PurchaseOrderStatus.PartlyReceived, 3m, 2m), await StandAsync(desk, order));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => ReceiveAsync(desk, order, 3m));
        Assert.Equal(ProcurementErrors.ExceedsTolerance, refused.Code);
        Assert.Contains("2 are to be received", refused.Message, StringComparison.Ordinal);
        Assert.Contains("take them back with that return", refused.Message, StringComparison.Ordinal);

        await ReceiveAsync(desk, order, 1m);
        await CloseAsync(desk, order);
        Assert.Equal((PurchaseOrderStatus.PartlyReceived, 1m, 0m), await StandAsync(desk, order));
        Assert.Equal(ProcurementErrors.NotOpen, await RefusedAsync(() => CloseAsync(desk, order)));
        await desk.Returns.TakeBackAsync(Will, back.Id, cancellationToken: Token);
        Assert.Equal((PurchaseOrderStatus.Received, 0m, 0m), await StandAsync(desk, order));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_replaced_is_neither_due_nor_late_nor_on_order()
    {
        var desk = await ReturnDesk.OpenAsync();
        var order = await desk.Stock.OrderAsync(desk.Vendor, Cables(2m) with { DueOn = Today.PlusDays(2) });
        await ReceiveAsync(desk, order, 2m);
        await ReplaceAsync(desk, order, await desk.DeliveredAsync(1m));
        Assert.Equal((PurchaseOrderStatus.PartlyReceived, 1m, 0m), await StandAsync(desk, order));

        // the one that is lent is on hand still, under way
        Assert.Equal(2m, (await desk.Stock.Stock.ForecastAsync(Will, Cable.Id, Today.PlusDays(2), Token)).Quantity);
        Assert.Null((await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token))!.LateSince(Today.PlusDays(3)));
        await desk.Stock.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Stock.Main, 5m, 5m, cancellationToken: Token);
        Assert.Equal((0m, 4m), Assert.Single(await desk.Stock.Inventory.ListReorderAsync(Will, desk.Stock.Main, Token)) is var line ? (line.OnOrder, line.Suggested) : default);
    }

    [Fact]
    public async Task A_demand_doesnt_wait_for_what_is_replaced()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);
        var charge = await desk.Desk.AskAsync(4m);
        var order = await desk.Stock.OrderAsync(desk.Vendor, Cables(4m) with { For = [new(IdOf(charge), 4m)] });
        await ReceiveAsync(desk, order, 2m);
        await desk.Desk.DeliverAsync(charge, 1m);
        await ReplaceAsync(desk, order, charge);
        Assert.Equal((2m, DemandStatus.OnOrder), await FindAsync(desk.Desk, charge) is var waiting ? (waiting.Allocated(), waiting.Status) : default);

        await CloseAsync(desk, order);
        Assert.Equal((PurchaseOrderStatus.PartlyReceived, 1m, 0m), await StandAsync(desk, order));
        Assert.Equal((0m, DemandStatus.NeedToOrder), await FindAsync(desk.Desk, charge) is var left ? (left.Allocated(), left.Status) : default);
    }

    [Fact]
    public async Task The_rest_of_a_box_is_ordered_though_a_piece_is_replaced()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);
        await desk.Desk.BoxAsync(12);
        await ApprovalTests.PriceAsync(desk.Desk, desk.Vendor, 1m);
        var charge = await desk.Desk.AskAsync(2m, unit: "BX");
        var order = await desk.Stock.OrderAsync(desk.Vendor, Cables(24m) with { For = [new(IdOf(charge), 2m)] });
        await ReceiveAsync(desk, order, 8m);
        var piece = await desk.DeliveredAsync(1m);
        Assert.Equal((0.5m, 1.25m), await FindAsync(desk.Desk, charge) is var part ? (part.Assigned(), part.Allocated()) : default);

        // of the three that it lacks one is free, and of those to come as stock another
        await ReplaceAsync(desk, order, piece);
        Assert.Equal([new(IdOf(charge), 0.25m)], (await desk.Stock.Purchases.BuildAsync(Paul, desk.Vendor.Id, "PO-2", cancellationToken: Token)).Lines.Single().For);
    }

    // one of what was delivered comes back, and the vendor, to whom it is lent, sends another
    private static async Task<GoodsReturn> ReplaceAsync(ReturnDesk desk, PurchaseOrder order, StockCharge charge)
    {
        var back = await desk.BackAsync(charge, 1m);
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: true, Token);
        return await desk.Returns.RecordAnswerAsync(Will, back.Id, new(VendorOutcome.Replaced, Order: order.Id), Token);
    }

    private static Task<GoodsReceipt> ReceiveAsync(ReturnDesk desk, PurchaseOrder order, decimal quantity) => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, quantity)], cancellationToken: Token);

    private static Task<PurchaseOrder> CloseAsync(ReturnDesk desk, PurchaseOrder order) => desk.Stock.Purchases.CloseLineAsync(Paul, order.Id, 0, "sold out", Token);

    private static async Task<(PurchaseOrderStatus Status, decimal Open, decimal ToReceive)> StandAsync(ReturnDesk desk, PurchaseOrder order) =>
        (await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token))! is var now ? (now.Status, now.Lines[0].Open(), now.Lines[0].ToReceive()) : default;
}

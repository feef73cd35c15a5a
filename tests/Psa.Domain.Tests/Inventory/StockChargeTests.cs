using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.SalesItems;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Goods that contracts, projects and tickets ask for (R-CHARGE): picked, delivered, billed once, and given back.</summary>
public sealed class StockChargeTests
{
    [Fact]
    public async Task Parts_that_are_delivered_sum_to_the_whole_of_the_line()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.AskAsync(3m);
        for (var n = 1; n <= 3; n++)
        {
            await desk.DeliverAsync(charge, 1m);
            Assert.Equal(decimal.Round(33.3333m * n, 2), await desk.BilledAsync(charge));
        }

        // it waits, and nobody decided on it: one item, whose line is all of the charge
        var item = Assert.Single(await desk.ItemsAsync(charge));
        Assert.Equal((100m, 3m, SalesItemSource.StockCharge), (item.Net.Amount, item.SourceQuantity, item.Source));
        Assert.Equal((7m, 70m), await desk.Stock.AtAsync(desk.Stock.Main));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Who_may_not_discount_asks_at_the_price_of_the_catalog()
    {
        var desk = await ChargeDesk.OpenAsync();
        var line = new Psa.Documents.NewDocumentLine { Text = "Cable", Product = Cable.Id, Quantity = 1m, Discount = Psa.Catalog.Discount.OfPercent(Percent.Of(99m), "for a friend") };
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Charges.AskAsync(Eve, new() { Owner = StockChargeOwner.Of(desk.Contract.Id), Line = line }, Token)));
    }

    [Fact]
    public async Task Goods_are_billed_from_the_day_on_which_they_were_delivered()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.AskAsync(3m);
        var day = Start.PlusDays(-9);
        await desk.Deliveries.DeliverAsync(Will, DemandSource.Of(charge.Id), [new(desk.Stock.Main, 1m)], day, cancellationToken: Token);
        Assert.Equal(day, Assert.Single(await desk.ItemsAsync(charge)).BillingDate);

        // what waits follows what more is delivered, and not what is undone
        await desk.Deliveries.DeliverAsync(Will, DemandSource.Of(charge.Id), [new(desk.Stock.Main, 1m)], day.PlusDays(3), cancellationToken: Token);
        var demand = (await desk.Deliveries.DeliverAsync(Will, DemandSource.Of(charge.Id), [new(desk.Stock.Main, 1m)], day.PlusDays(1), cancellationToken: Token)).Demand;
        Assert.Equal(day.PlusDays(3), Assert.Single(await desk.ItemsAsync(charge)).BillingDate);
        await desk.UndoAsync(charge, demand.Deliveries[^1], 1m);
        Assert.Equal(day.PlusDays(3), Assert.Single(await desk.ItemsAsync(charge)).BillingDate);
    }

    [Fact]
    public async Task What_was_invoiced_stays_and_the_rest_is_an_item_of_its_own()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.AskAsync(3m, owner: StockChargeOwner.Of((await desk.TicketAsync()).Id));
        var first = await desk.DeliverAsync(charge, 1m);
        var invoice = Assert.Single(await desk.BillAsync(Start.PlusDays(20)));
        Assert.Contains(invoice.Lines.AsEnumerable(), line => line.Product == Cable.Id && line.Amount.Amount == 33.33m);
        var second = await desk.DeliverAsync(charge, 2m);

        Assert.Equal([33.33m, 66.67m], (await desk.ItemsAsync(charge)).Select(item => item.Net.Amount));

        // what stands on the invoice comes back by a return alone; what waits is undone
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.UndoAsync(charge, second.Deliveries[1], 2.5m)));
        var undone = await desk.UndoAsync(charge, second.Deliveries[1], 2m);
        Assert.Equal((1m, 2m), (undone.Delivered(), undone.Picked()));
        Assert.Equal(InventoryErrors.Invoiced, await RefusedAsync(() => desk.UndoAsync(charge, first.Deliveries[0], 1m)));
        Assert.Equal(33.33m, await desk.BilledAsync(charge));
        Assert.Equal((9m, 90m), await desk.Stock.AtAsync(desk.Stock.Main));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_picked_is_nobody_elses_until_it_is_free_again()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var (one, other) = (await desk.AskAsync(4m), await desk.AskAsync(4m));
        Assert.Equal(4m, (await desk.PickAsync(one)).Picked());
        Assert.Equal(1m, (await desk.PickAsync(other)).Picked());
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.PickAsync(other)));
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.UnpickAsync(other, new StockPick(desk.Stock.Main, 2m))));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.PickAsync(one, new StockPick(desk.Stock.Main, 1m))));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.DeliverAsync(one, 5m)));

        var canceled = await desk.Charges.CancelAsync(Eve, one.Id, "not any more", Token);
        Assert.Equal("not any more", canceled.CancelReason);
        Assert.Equal(canceled, await desk.Charges.CancelAsync(Eve, one.Id, "again", Token));
        Assert.Equal(3m, (await desk.PickAsync(other, new StockPick(desk.Stock.Main, 3m))).Picked() - 1m);
        Assert.Equal(4m, (await desk.DeliverAsync(other)).Delivered());
        Assert.Equal(InventoryErrors.NothingLeft, await RefusedAsync(() => desk.Charges.CancelAsync(Eve, other.Id, "no", Token)));
        Assert.Equal((1m, 10m), await desk.Stock.AtAsync(desk.Stock.Main));
        Assert.Contains(await desk.Stock.EventsAsync(), one => one.Kind == EventKinds.GoodsDelivered && one is { From: "0", To: "4" });
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Picked_goods_go_to_the_van_with_their_claim()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var charge = await desk.AskAsync(4m);
        await desk.PickAsync(charge);
        var source = DemandSource.Of(charge.Id);
        await desk.Stock.Stock.TransferAsync(Will, new(Cable.Id, desk.Stock.Main, desk.Stock.Van, 1m, For: source), Token);
        var sent = await desk.Stock.Stock.SendAsync(Will, new(Cable.Id, desk.Stock.Main, desk.Stock.Van, 3m, For: source), Token);
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.DeliverAsync(charge)));
        await desk.Stock.Stock.ArriveAsync(Will, sent.Id, cancellationToken: Token);

        var demand = await desk.Deliveries.FindAsync(Will, source, Token);
        Assert.Equal([new StockPick(desk.Stock.Van, 4m)], demand!.Picks);
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.Stock.CarryAsync(1m, desk.Stock.Van, desk.Stock.Main)));
        Assert.Equal(4m, (await desk.DeliverAsync(charge)).Delivered());
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Serials_are_named_and_come_back_as_they_were()
    {
        var desk = await ChargeDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(3m, 30m, "A1", "A2", "A3");
        var charge = await desk.AskAsync(2m);
        await desk.PickAsync(charge, new StockPick(desk.Stock.Main, 1m, ["a1"]));
        var demand = await desk.DeliverAsync(charge, new StockPick(desk.Stock.Main, 2m, ["A2", "A1"]));

        // what was picked left as picked, the other one as free
        Assert.Equal((2m, 0m, 2), (demand.Delivered(), demand.Picked(), demand.Deliveries.Count));
        Assert.Equal(SerialStatus.Delivered, (await desk.Stock.Inventory.FindSerialAsync(Will, Cable.Id, "a2", Token))!.Status);
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.UndoAsync(charge, demand.Deliveries[0], 1m, "A2")));
        var undone = await desk.UndoAsync(charge, demand.Deliveries[0], 1m, "A1");
        Assert.Equal(["A1"], undone.Picks[0].Serials);
        Assert.Equal(33.33m, await desk.BilledAsync(charge));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Free_goods_bill_nothing_and_need_no_price()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        var charge = await desk.AskAsync(2m, isFree: true);
        Assert.Equal(2m, (await desk.DeliverAsync(charge, 2m)).Delivered());
        Assert.Empty(await desk.ItemsAsync(charge));
    }

    [Fact]
    public async Task A_decision_stands_and_what_is_released_is_billed_again()
    {
        var desk = await ChargeDesk.OpenAsync(price: 10m);
        await desk.Stock.ReceiveAsync(9m, 30m);
        var charge = await desk.AskAsync(9m);
        await desk.DeliverAsync(charge, 2m);
        var item = Assert.Single(await desk.ItemsAsync(charge));
        await desk.World.Items.OverrideAsync(desk.World.Actor, item.Id, Money.Of(15m, Currency.EUR), "agreed", Token);
        await desk.DeliverAsync(charge, 3m);

        Assert.Equal([15m, 30m], (await desk.ItemsAsync(charge)).Select(one => one.Net.Amount));
        Assert.Equal(50m, await desk.BilledAsync(charge));
    }

    [Fact]
    public async Task Who_may_ask_and_who_may_deliver()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        Assert.Equal("access.denied", await RefusedAsync(() => desk.Charges.AskAsync(Will, new() { Owner = StockChargeOwner.Of(desk.Contract.Id), Line = new() { Text = "Cable", Product = Cable.Id } }, Token)));
        Assert.Equal("access.denied", await RefusedAsync(() => desk.Charges.AskAsync(Eve, new() { Owner = StockChargeOwner.Of(desk.Contract.Id), Line = new() { Text = "Cable", Product = Cable.Id, UnitPrice = Price(1m) } }, Token)));
        Assert.Equal(InventoryErrors.BadCharge, await RefusedAsync(() => desk.AskAsync(1m, owner: new())));
        Assert.Equal(InventoryErrors.BadCharge, await RefusedAsync(() => desk.AskAsync(-1m)));
        Assert.Equal(InventoryErrors.NotStocked, await RefusedAsync(() => desk.Charges.AskAsync(Eve, new() { Owner = StockChargeOwner.Of(desk.Contract.Id), Line = new() { Text = "Thing", Product = AProduct.Id } }, Token)));
        var charge = await desk.AskAsync(1m);
        Assert.Equal([charge], await desk.Charges.ListAsync(Will, charge.Owner, Token));
        Assert.Equal("access.denied", await RefusedAsync(() => desk.Deliveries.PickAsync(Someone("fay", Role.Finance), DemandSource.Of(charge.Id), cancellationToken: Token)));
    }
}

using Psa.Domain.Tests.Inventory;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Returns;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Goods that customers give back (R-RMA): who asks, who authorizes, what of it there is, and where it lies.</summary>
public sealed class ReturnTests
{
    [Fact]
    [Trait("vector", "return-of-two-layers")]
    public async Task Goods_come_back_at_the_cost_of_their_delivery_and_lie_apart()
    {
        var desk = await ReturnDesk.OpenAsync(method: CostMethod.Fifo);
        await desk.Stock.ReceiveAsync(5m, 50m);
        await desk.Stock.ReceiveAsync(1m, 25m);
        var charge = await desk.DeliveredAsync(6m);

        var first = await desk.BackAsync(charge, 2m);
        Assert.Equal((ReturnStatus.Received, desk.Stock.Returns), (first.Status, first.Location));
        Assert.Equal((2m, 25m), await desk.Stock.AtAsync(desk.Stock.Returns));
        await desk.BackAsync(charge, 4m);
        Assert.Equal((6m, 75m), await desk.Stock.AtAsync(desk.Stock.Returns));

        // it isn't available, and nobody but its return moves it
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.Stock.CarryAsync(1m, desk.Stock.Returns, desk.Stock.Main)));
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(async () => await desk.Desk.DeliverAsync(await desk.Desk.AskAsync(1m), new StockPick(desk.Stock.Returns, 1m))));
        await desk.Returns.RestockAsync(Will, first.Id, cancellationToken: Token);
        Assert.Equal((2m, 25m), await desk.Stock.AtAsync(desk.Stock.Main));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_restocked_is_assigned_to_who_waits_for_more()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);
        await desk.Stock.ReceiveAsync(3m, 30m);
        var charge = await desk.Desk.AskAsync(5m);
        await desk.Desk.DeliverAsync(charge, 3m);
        await desk.Returns.RestockAsync(Will, (await desk.BackAsync(charge, 1m)).Id, cancellationToken: Token);
        Assert.Equal(1m, (await desk.DemandAsync(DemandSource.Of(charge.Id))).Assigned());
    }

    [Fact]
    public async Task Steps_are_taken_once_in_their_order_by_who_may()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var charge = await desk.DeliveredAsync(5m);
        var asked = await desk.Returns.RequestAsync(Pia, new() { Source = DemandSource.Of(charge.Id), Quantity = 1m, Reason = " broken " }, Token);
        Assert.Equal((ReturnStatus.Requested, "broken", 1m), (asked.Status, asked.Reason, asked.Quantity()));
        Assert.Equal(ReturnErrors.Own, await RefusedAsync(() => desk.Returns.AuthorizeAsync(Pia, asked.Id, cancellationToken: Token)));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Returns.AuthorizeAsync(Will, asked.Id, cancellationToken: Token)));
        Assert.Equal(PsaErrors.ActionNotAllowed, await RefusedAsync(() => desk.Returns.ReceiveAsync(Will, asked.Id, cancellationToken: Token)));
        var authorized = await desk.Returns.AuthorizeAsync(Ada, asked.Id, note: " fine ", cancellationToken: Token);
        Assert.Equal((ReturnStatus.Authorized, "fine"), (authorized.Status, authorized.Note));
        Assert.Equal(authorized, await desk.Returns.AuthorizeAsync(Ada, asked.Id, note: "again", cancellationToken: Token));
        Assert.Equal(PsaErrors.ActionNotAllowed, await RefusedAsync(() => desk.Returns.ReceiveAsync(Will, asked.Id, cancellationToken: Token)));
        await desk.Returns.AwaitAsync(Eve, asked.Id, Token);
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => desk.Returns.ReceiveAsync(Will, asked.Id, desk.Stock.Main, Token)));
        await desk.Returns.ReceiveAsync(Will, asked.Id, desk.Stock.Returns, Token);
        await desk.Returns.ReceiveAsync(Will, asked.Id, cancellationToken: Token);
        Assert.Equal(ReturnErrors.GoodsOpen, await RefusedAsync(async () => { await desk.Returns.RestockAsync(Will, (await VendorsAsync()).Id, cancellationToken: Token); }));
        Assert.Equal(PsaErrors.ActionNotAllowed, await RefusedAsync(() => desk.Returns.CancelAsync(Pia, asked.Id, "late", Token)));
        Assert.Equal(ReturnStatus.Restocked, (await desk.Returns.RestockAsync(Will, asked.Id, desk.Stock.Van, cancellationToken: Token)).Status);
        Assert.Equal((1m, 10m), await desk.Stock.AtAsync(desk.Stock.Van));
        await desk.Returns.RestockAsync(Will, asked.Id, cancellationToken: Token);
        Assert.Equal(ReturnStatus.Closed, (await desk.Returns.CloseAsync(Eve, asked.Id, Token)).Status);

        Assert.Equal(
            ["Requested", "Authorized", "AwaitingReturn", "Received", "Restocked", "Closed"],
            (await desk.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.ReturnChanged && one.RecordId == asked.Id.Value).Select(one => one.To));
        await desk.Stock.RequireRightAsync();

        async Task<GoodsReturn> VendorsAsync()
        {
            var other = await desk.BackAsync(charge, 1m);
            await desk.Returns.SendToVendorAsync(Will, other.Id, desk.Vendor.Id, cancellationToken: Token);
            return await desk.Returns.RecordAnswerAsync(Will, other.Id, new(VendorOutcome.Declined), Token);
        }
    }

    [Fact]
    public async Task No_more_comes_back_than_customers_have_and_no_return_is_of()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var charge = await desk.Desk.AskAsync(4m);
        await desk.Desk.DeliverAsync(charge, 1m);
        var demand = await desk.Desk.DeliverAsync(charge, 3m);
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 4.5m)));
        Assert.Equal(InventoryErrors.BadQuantity, await RefusedAsync(() => desk.AskAsync(charge, 0m)));
        Assert.Equal(ReturnErrors.BadValue, await RefusedAsync(() => desk.Returns.RequestAsync(Eve, new() { Source = DemandSource.Of(charge.Id), Quantity = 1m, Reason = " " }, Token)));

        // of the oldest delivery first
        var asked = await desk.AskAsync(charge, 2m);
        Assert.Equal([(demand.Deliveries[0].Sequence, 1m), (demand.Deliveries[1].Sequence, 1m)], asked.Goods.Select(goods => (goods.Delivery, goods.Quantity)));
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 2.5m)));
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.Desk.UndoAsync(charge, demand.Deliveries[0], 1m)));
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.Desk.UndoAsync(charge, demand.Deliveries[1], 2.5m)));
        await desk.Desk.UndoAsync(charge, demand.Deliveries[1], 2m);
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 1m)));

        // denied, canceled: it may be asked for again
        Assert.Equal(ReturnErrors.NoteMissing, await RefusedAsync(() => desk.Returns.DenyAsync(Pia, asked.Id, " ", Token)));
        Assert.Equal(ReturnStatus.Denied, (await desk.Returns.DenyAsync(Pia, asked.Id, "used up", Token)).Status);
        var again = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 2m);
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 1m)));
        Assert.Equal("lost", (await desk.Returns.CancelAsync(Pia, again.Id, "lost", Token)).Note);
        var last = await desk.BackAsync(charge, 2m);
        await desk.Returns.DisposeOfAsync(Will, last.Id, "smashed", Token);
        await desk.Returns.CloseAsync(Eve, last.Id, Token);
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 1m)));
        Assert.Equal([asked.Id, again.Id, last.Id], (await desk.Returns.ListAsync(Will, DemandSource.Of(charge.Id), Token)).Select(one => one.Id));
        Assert.Equal([last.Id], (await desk.Returns.ListInAsync(Will, ReturnStatus.Closed, Token)).Select(one => one.Id));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Serials_come_back_that_went_out()
    {
        var desk = await ReturnDesk.OpenAsync(isSerialized: true, method: CostMethod.Actual);
        await desk.Stock.ReceiveAsync(1m, 10m, "A1");
        await desk.Stock.ReceiveAsync(2m, 60m, "A2", "A3");
        var charge = await desk.Desk.AskAsync(3m);
        await desk.Desk.DeliverAsync(charge, new StockPick(desk.Stock.Main, 1m, ["A1"]));
        await desk.Desk.DeliverAsync(charge, new StockPick(desk.Stock.Main, 2m, ["A2", "A3"]));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.AskAsync(charge, 1m)));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.AskAsync(charge, 1m, serials: "A9")));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.AskAsync(charge, 2m, serials: ["A1", "a1"])));
        var back = await desk.BackAsync(charge, 2m, serials: ["a3", "A1"]);

        // each at its own cost; who had it has it no more
        Assert.Equal(["A1", "A3"], back.Goods.SelectMany(goods => goods.Serials));
        Assert.Equal((2m, 40m), await desk.Stock.AtAsync(desk.Stock.Returns));
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 1m, serials: "A3")));
        var devices = await new Psa.Services.DeviceService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock)).ListAsync(Will, desk.Desk.Customer.Id, Token);
        Assert.Equal(["A2"], devices.Where(device => device.RemovedOn is null).Select(device => device.Serial));
        await desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token);
        await desk.Desk.DeliverAsync(await desk.Desk.AskAsync(1m), new StockPick(desk.Stock.Main, 1m, ["A3"]));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_isnt_taken_back_goes_by_the_day_of_its_delivery()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var (before, today) = (await desk.DeliveredAsync(1m), desk.World.Clock.GetCurrentInstant().InUtc().Date);
        await desk.Returns.SetReturnableAsync(Ada, Cable.Id, isReturnable: false, today, Token);
        Assert.Equal(ReturnErrors.NotReturnable, await RefusedAsync(() => desk.AskAsync(before, 1m)));
        await desk.Returns.SetReturnableAsync(Ada, Cable.Id, isReturnable: true, today, Token);
        await desk.Returns.SetReturnableAsync(Ada, Cable.Id, isReturnable: false, today.PlusDays(1), Token);
        await desk.AskAsync(before, 1m);
    }

    [Fact]
    public async Task A_repeated_request_asks_once()
    {
        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var charge = await desk.DeliveredAsync(1m);
        var wanted = new NewReturn { Id = new OrderedIdGenerator(desk.World.Clock).Next<GoodsReturn>(), Source = DemandSource.Of(charge.Id), Quantity = 1m, Reason = "broken" };
        var asked = await desk.Returns.RequestAsync(Eve, wanted, Token);
        Assert.Equal(asked, await desk.Returns.RequestAsync(Eve, wanted, Token));
        Assert.Equal(asked, await desk.Returns.FindAsync(Eve, asked.Id, Token));
        Assert.Equal("store.conflict", await RefusedAsync(() => desk.Returns.RequestAsync(Pia, wanted, Token)));
    }

    [Fact]
    public async Task Returns_are_switched_on_with_inventory_and_off_without_open_ones()
    {
        var stock = await StockDesk.OpenAsync();
        await stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        Assert.Equal(FeatureErrors.NeedsInventory, await RefusedAsync(() => stock.Features.SwitchAsync(Ada, Feature.Returns, isOn: true, Token)));

        var desk = await ReturnDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var charge = await desk.DeliveredAsync(1m);
        var asked = await desk.AskAsync(charge, 1m);
        Assert.Equal(FeatureErrors.InUse, await RefusedAsync(() => desk.Stock.Features.SwitchAsync(Ada, Feature.Returns, isOn: false, Token)));
        Assert.Equal(FeatureErrors.InUse, await RefusedAsync(() => desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token)));
        await desk.Returns.DenyAsync(Pia, asked.Id, "no", Token);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        Assert.DoesNotContain(await desk.Stock.Features.ListAsync(Ada, Token), state => state.IsOn);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: true, Token);
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.AskAsync(charge, 1m)));
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.Returns.FindAsync(Eve, asked.Id, Token)));
    }
}

using Psa.Domain.Tests.Orders;
using Psa.Inventory;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Several people pick, deliver, count, cancel and bill at the same moment, each with sessions of their own: goods go once, and so do bills.</summary>
public sealed class DemandRaceTests
{
    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_unit_is_picked_delivered_carried_or_picked_for_an_order(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(1m, 10m);
            var (one, other) = (await desk.AskAsync(1m), await desk.AskAsync(1m));
            var order = await sales.SubmitAsync(OrderDesk.ALine(10m) with { Product = Cable.Id });

            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.PickAsync(one, new StockPick(desk.Stock.Main, 1m)),
                1 => desk.DeliverAsync(other, 1m),
                2 => desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van),
                _ => desk.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m)], cancellationToken: Token),
            });

            Assert.Equal([null, InventoryErrors.Insufficient, InventoryErrors.Insufficient, InventoryErrors.Insufficient], codes);
            await desk.Charges.CancelAsync(Eve, one.Id, "next round", Token);
            await ClearAsync(desk, desk.Stock.Main);
            await ClearAsync(desk, desk.Stock.Van);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_unit_is_counted_as_missing_or_taken_and_what_comes_in_counts(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(1m, 10m);
            var (one, other) = (await desk.AskAsync(1m), await desk.AskAsync(1m));
            var counted = new ValueList<StockMove>();

            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.PickAsync(one, new StockPick(desk.Stock.Main, 1m)),
                1 => desk.DeliverAsync(other, 1m),
                2 => CountAsync(),
                _ => desk.Stock.ReceiveAsync(1m, 10m),
            });

            Assert.All(codes, code => Assert.True(code is null or InventoryErrors.Insufficient or InventoryErrors.Claimed, code));
            var (picked, delivered, missing) = (await PickedAsync(desk, one), await DeliveredAsync(desk, other), counted.AsEnumerable().Sum(move => move.Quantity));
            Assert.Equal(2m - delivered - missing, (await desk.Stock.AtAsync(desk.Stock.Main)).OnHand);
            Assert.InRange(picked + delivered + missing, 1m, 2m);
            Assert.Equal(33.33m * delivered, await desk.BilledAsync(other));
            await desk.Charges.CancelAsync(Eve, one.Id, "next round", Token);
            await ClearAsync(desk, desk.Stock.Main);

            async Task CountAsync() => counted = await desk.Stock.Stock.CountAsync(Ada, new(Cable.Id, desk.Stock.Main, 0m, desk.World.Clock.GetCurrentInstant(), "count"), Token);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_delivery_is_undone_once_while_others_go_out(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(3m, 30m);
            var charge = await desk.AskAsync(3m);
            var first = (await desk.DeliverAsync(charge, 1m)).Deliveries[0];

            var codes = await AtOnceAsync(caller => caller < 2 ? desk.UndoAsync(charge, first, 1m) : desk.DeliverAsync(charge, 1m));

            // what was undone is picked, and goes first when something goes out after it
            Assert.Equal([null, null, null, InventoryErrors.ExceedsDelivered], codes);
            var demand = (await desk.Deliveries.FindAsync(Will, DemandSource.Of(charge.Id), Token))!;
            Assert.Equal(2m, demand.Delivered());
            Assert.Equal((1m, demand.Picked()), ((await desk.Stock.AtAsync(desk.Stock.Main)).OnHand, 1m - (await FreeAsync(desk, desk.Stock.Main))));
            Assert.Equal(66.67m, await desk.BilledAsync(charge));
            Assert.Single(await desk.ItemsAsync(charge), item => !item.Released);
            await desk.Charges.CancelAsync(Eve, charge.Id, "next round", Token);
            await ClearAsync(desk, desk.Stock.Main);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_charge_is_canceled_or_delivered_and_nothing_stays_picked(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(1m, 10m);
            var charge = await desk.AskAsync(1m);

            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => n % 2 == 0 ? desk.DeliverAsync(charge, 1m) : desk.PickAsync(charge, new StockPick(desk.Stock.Main, 1m)),
                1 => desk.PickAsync(charge, new StockPick(desk.Stock.Main, 1m)),
                _ => desk.Charges.CancelAsync(Eve, charge.Id, "not wanted", Token),
            });

            Assert.All(codes, code => Assert.True(code is null or InventoryErrors.ExceedsNeeded or InventoryErrors.NothingLeft, code));
            var (isCanceled, delivered) = ((await desk.Charges.FindAsync(Will, charge.Id, Token))!.CancelReason is not null, await DeliveredAsync(desk, charge));
            Assert.Equal((isCanceled ? 0m : 1m, 0m), (delivered, await PickedAsync(desk, charge)));
            Assert.Equal(1m - delivered, await FreeAsync(desk, desk.Stock.Main));
            Assert.Equal(33.33m * delivered, await desk.BilledAsync(charge));
            await ClearAsync(desk, desk.Stock.Main);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_is_canceled_or_picked_and_nothing_stays_picked(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        await desk.Stock.ReceiveAsync(2m, 10m);
        for (var n = 0; n < Rounds; n++)
        {
            var order = await sales.SubmitAsync(OrderDesk.ALine(10m, 2m) with { Product = Cable.Id });
            var source = DemandSource.Of(order.Id, 0);

            var codes = await AtOnceAsync(caller => caller < 2
                ? desk.Deliveries.PickAsync(Will, source, [new(desk.Stock.Main, 1m)], cancellationToken: Token)
                : (Task)sales.Orders.CancelAsync(desk.World.Actor, order.Id, "not wanted", Token));

            Assert.All(codes, code => Assert.True(code is null or OrderErrors.NotSubmitted, code));
            Assert.Equal((OrderStatus.Canceled, 2m), ((await sales.ReadAsync(order)).Status, await FreeAsync(desk, desk.Stock.Main)));
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_goes_out_while_a_run_bills_is_billed_once(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        var through = Start;
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(5m, 50m);
            var charge = await desk.AskAsync(5m);
            await desk.DeliverAsync(charge, 1m);

            // some of it is taken up by the run, and all of the rest by the next one
            through = through.PlusDays(1);
            var run = desk.World.CalculateAsync(through, Start);
            Assert.All(await AtOnceAsync(_ => desk.DeliverAsync(charge, 1m)), Assert.Null);
            await desk.World.Runs.IssueAsync(desk.World.Actor, (await run).Id, cancellationToken: Token);
            through = through.PlusDays(1);
            await desk.World.BillAsync(through, Start);

            var items = (await desk.ItemsAsync(charge)).FindAll(item => !item.Released);
            Assert.All(items, item => Assert.Equal(SalesItemStatus.Invoiced, item.Status));
            Assert.Equal(166.67m, items.Sum(item => item.Net.Amount));
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_is_submitted_while_inventory_is_switched_on_and_has_its_demand(string store)
    {
        var desk = await ChargeDesk.OpenAsync(store);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.Features.SwitchAsync(Ada, Psa.Features.Feature.Inventory, isOn: false, Token);
            var draft = await sales.DraftAsync(OrderDesk.ALine(10m, 2m) with { Product = Cable.Id });
            var product = Goods($"wire {n}");
            await desk.World.AddAsync(product);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.Stock.Features.SwitchAsync(Ada, Psa.Features.Feature.Inventory, isOn: true, Token),
                1 => (Task)sales.Orders.SubmitAsync(desk.World.Actor, draft.Id, cancellationToken: Token),
                _ => Task.CompletedTask,
            });

            Assert.All(codes, Assert.Null);
            Assert.Equal(2m, (await desk.Deliveries.FindAsync(Will, DemandSource.Of(draft.Id, 0), Token))!.Needed);
            var other = await sales.DraftAsync(OrderDesk.ALine(10m, 3m) with { Product = product.Id });
            Assert.All(
                await AtOnceAsync(caller => caller switch
                {
                    0 => desk.Stock.Inventory.StockAsync(Ada, product.Id, CostMethod.Average, cancellationToken: Token),
                    1 => (Task)sales.Orders.SubmitAsync(desk.World.Actor, other.Id, cancellationToken: Token),
                    _ => Task.CompletedTask,
                }),
                Assert.Null);
            Assert.Equal(3m, (await desk.Deliveries.FindAsync(Will, DemandSource.Of(other.Id, 0), Token))!.Needed);
        }
    }

    private static async Task<decimal> PickedAsync(ChargeDesk desk, StockCharge charge) => (await desk.Deliveries.FindAsync(Will, DemandSource.Of(charge.Id), Token))?.Picked() ?? 0m;

    private static async Task<decimal> DeliveredAsync(ChargeDesk desk, StockCharge charge) => (await desk.Deliveries.FindAsync(Will, DemandSource.Of(charge.Id), Token))?.Delivered() ?? 0m;

    private static async Task<decimal> FreeAsync(ChargeDesk desk, Id<StockLocation> location) =>
        (await desk.Stock.Inventory.ListAtAsync(Ada, location, Token)).AsEnumerable().Sum(balance => balance.OnHand - balance.Picked);

    // the next round begins with nothing
    private static async Task ClearAsync(ChargeDesk desk, Id<StockLocation> location)
    {
        if (await FreeAsync(desk, location) is > 0m and var left)
        {
            await desk.Stock.Stock.DisposeOfAsync(Ada, new(Cable.Id, location, -left, "next round"), Token);
        }
    }
}

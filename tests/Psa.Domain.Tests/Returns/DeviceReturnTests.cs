using Psa.Inventory;
using Psa.Returns;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>What comes out by a swap is a return and what goes in a delivery (R-SWAP), and what is repaired stays the customer's: one device a serial.</summary>
public sealed class DeviceReturnTests
{
    [Fact]
    public async Task What_came_out_by_a_swap_is_given_back_and_what_went_in_can_be()
    {
        var (desk, devices) = await OpenAsync();
        var charge = await desk.DeliveredAsync(2m, "A1", "A2");
        await desk.Desk.BillAsync(Start.PlusDays(20));
        var open = await desk.AskAsync(charge, 1m, serials: "a1");
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => SwapAsync(desk, devices, "A1", "A3")));
        await desk.Returns.DenyAsync(Pia, open.Id, "swap it", Token);
        var items = await desk.Desk.ItemsAsync(charge);
        var unbilled = await desk.DeliveredAsync(1m, "A4");
        await SwapAsync(desk, devices, "A4", "A5");
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(async () => await desk.Desk.UndoAsync(unbilled, (await desk.DemandAsync(DemandSource.Of(unbilled.Id))).Deliveries[^1], 1m, "A5")));
        await SwapAsync(desk, devices, "A1", "A3");
        Assert.Equal(items, await desk.Desk.ItemsAsync(charge));
        Assert.Equal((2m, 2m), await DeliveredAsync(desk, charge));

        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.AskAsync(charge, 1m, serials: "A1")));
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.AskAsync(charge, 3m, serials: ["A1", "A2", "A3"])));
        var back = await desk.BackAsync(charge, 1m, serials: "A3");
        Assert.Equal(10m, (await desk.NoteAsync(back)).Totals.TotalWithoutTax.Amount);
        Assert.Equal(["A2", "A5"], (await devices.ListAsync(Ada, charge.Customer, Token)).AsEnumerable().Where(device => device.RemovedOn is null).Select(device => device.Serial).Order());

        // without another one it counts as given back too
        await devices.SwapAsync(Will, (await LiveAsync(devices, charge, "A2")).Id, new(desk.Stock.Returns, "sold"), cancellationToken: Token);
        Assert.Equal((2m, 0m), await DeliveredAsync(desk, charge));
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.AskAsync(charge, 1m, serials: "A2")));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Another_product_that_went_in_comes_back_as_what_it_is()
    {
        var (desk, devices) = await OpenAsync();
        var other = Goods("router");
        await desk.World.AddAsync(other);
        await desk.Stock.Inventory.StockAsync(Ada, other.Id, CostMethod.Actual, isSerialized: true, cancellationToken: Token);
        await desk.Stock.Stock.ReceiveAsync(Will, new(other.Id, 1m, Money.Of(7m, Currency.EUR), Serials: ["R1"]), Token);
        var charge = await desk.DeliveredAsync(1m, "A1");
        await desk.Desk.BillAsync(Start.PlusDays(20));
        await devices.SwapAsync(Will, (await LiveAsync(devices, charge, "A1")).Id, new(desk.Stock.Returns, "broken", Replacement: other.Id, From: desk.Stock.Main, Serial: "R1"), cancellationToken: Token);

        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => desk.AskAsync(charge, 1m, serials: "A1")));
        var back = await desk.BackAsync(charge, 1m, serials: "r1");
        Assert.Equal((other.Id, 10m), (back.Product, (await desk.NoteAsync(back)).Totals.TotalWithoutTax.Amount));
        await desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token);
        Assert.Equal(1m, (await desk.Stock.Inventory.ListBalancesAsync(Ada, other.Id, Token)).Single(balance => balance.Location == desk.Stock.Main).OnHand);
        Assert.DoesNotContain(await devices.ListAsync(Ada, charge.Customer, Token), device => device.RemovedOn is null);
        await desk.Stock.RequireRightAsync();
        await desk.Stock.RequireRightAsync(other.Id);
    }

    [Fact]
    public async Task What_is_repaired_is_nobodys_but_the_customers()
    {
        var (desk, devices) = await OpenAsync();
        var charge = await desk.DeliveredAsync(1m, "A1");
        var back = await desk.BackAsync(charge, 1m, ReturnKind.Repair, serials: "A1");
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => SwapAsync(desk, devices, "A1", "A3")));
        Assert.Equal(ReturnErrors.OfCustomer, await RefusedAsync(() => desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token)));
        Assert.Equal(ReturnErrors.OfCustomer, await RefusedAsync(() => desk.Returns.DisposeOfAsync(Will, back.Id, "smashed", Token)));
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: true, Token);
        await LiveAsync(devices, charge, "A1");
        Assert.Equal(ReturnErrors.OfCustomer, await RefusedAsync(() => desk.Returns.RecordAnswerAsync(Pia, back.Id, new(VendorOutcome.Credited, Eur(5m)), Token)));

        // others came in its place: the customer has none until they are delivered
        await desk.Returns.RecordAnswerAsync(Pia, back.Id, new(VendorOutcome.Replaced), Token);
        await desk.Returns.TakeBackAsync(Will, back.Id, ["B1"], cancellationToken: Token);
        Assert.DoesNotContain(await devices.ListAsync(Ada, charge.Customer, Token), device => device.RemovedOn is null);
        Assert.Equal(ReturnErrors.OfCustomer, await RefusedAsync(() => desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token)));
        await desk.Stock.ReceiveAsync(1m, 10m, "A1");
        var again = await desk.DeliveredAsync(1m, "A1");
        await desk.Returns.DeliverAsync(Will, back.Id, Token);
        var live = (await devices.ListAsync(Ada, charge.Customer, Token)).AsEnumerable().Where(device => device.RemovedOn is null).ToList();
        Assert.Equal([("A1", DemandSource.Of(again.Id)), ("B1", DemandSource.Of(charge.Id))], live.Select(device => (device.Serial, device.Source!)).Order());
        Assert.NotNull(live.Single(device => device.Serial == "B1").Replaces);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_the_vendor_has_for_good_is_the_same_device_when_it_comes_back()
    {
        var (desk, devices) = await OpenAsync();
        var charge = await desk.DeliveredAsync(1m, "A1");
        var device = await LiveAsync(devices, charge, "A1");
        var back = await desk.BackAsync(charge, 1m, ReturnKind.Repair, serials: "A1");
        await desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: false, Token);
        Assert.NotNull((await devices.FindAsync(Ada, device.Id, Token))!.RemovedOn);
        await desk.Returns.RecordAnswerAsync(Pia, back.Id, new(VendorOutcome.Repaired), Token);
        await desk.Returns.TakeBackAsync(Will, back.Id, cancellationToken: Token);
        await desk.Returns.DeliverAsync(Will, back.Id, Token);
        Assert.Equal(device.Id, (await LiveAsync(devices, charge, "A1")).Id);
        Assert.Single(await devices.ListAsync(Ada, charge.Customer, Token));
    }

    [Fact]
    public async Task Each_unit_of_what_is_marked_so_is_a_device_without_a_serial()
    {
        var desk = await ReturnDesk.OpenAsync();
        var devices = new DeviceService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        await desk.Stock.ReceiveAsync(10m, 100m);
        var charge = await desk.Desk.AskAsync(8m);
        async Task<int> LiveCountAsync() => (await devices.ListAsync(Ada, charge.Customer, Token)).AsEnumerable().Count(device => device is { RemovedOn: null, Serial: null });
        await desk.Desk.DeliverAsync(charge, 1m);
        Assert.Equal(0, await LiveCountAsync());

        await desk.Stock.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Average, makesDevices: true, cancellationToken: Token);
        var demand = await desk.Desk.DeliverAsync(charge, 3.5m);
        Assert.Equal(3, await LiveCountAsync());
        await desk.Desk.UndoAsync(charge, demand.Deliveries[^1], 0.5m);
        Assert.Equal(3, await LiveCountAsync());
        await desk.Desk.UndoAsync(charge, demand.Deliveries[^1], 1m);
        Assert.Equal(2, await LiveCountAsync());

        // one comes out for another, one comes back for its money; the first that was delivered isn't one
        var first = (await devices.ListAsync(Ada, charge.Customer, Token))[0];
        var fresh = await devices.SwapAsync(Will, first.Id, new(desk.Stock.Returns, "broken", Replacement: Cable.Id, From: desk.Stock.Main), cancellationToken: Token);
        Assert.Equal(fresh, await devices.SwapAsync(Will, first.Id, new(desk.Stock.Returns, "broken", Replacement: Cable.Id, From: desk.Stock.Main), cancellationToken: Token));
        Assert.Equal((2, 3m, 3m), (await LiveCountAsync(), (await DeliveredAsync(desk, charge)).Delivered, (await DeliveredAsync(desk, charge)).Left));
        await desk.BackAsync(charge, 2m);
        Assert.Equal(1, await LiveCountAsync());
        var repair = await desk.BackAsync(charge, 1m, ReturnKind.Repair);
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => devices.SwapAsync(Will, fresh.Id, new(desk.Stock.Returns, "broken"), cancellationToken: Token)));
        await desk.Returns.SendToVendorAsync(Will, repair.Id, desk.Vendor.Id, isLoan: true, Token);
        await desk.Returns.RecordAnswerAsync(Pia, repair.Id, new(VendorOutcome.Repaired), Token);
        await desk.Returns.TakeBackAsync(Will, repair.Id, cancellationToken: Token);
        await desk.Returns.DeliverAsync(Will, repair.Id, Token);
        await devices.SwapAsync(Will, fresh.Id, new(desk.Stock.Returns, "sold"), cancellationToken: Token);
        Assert.Equal((0, 0m), (await LiveCountAsync(), (await DeliveredAsync(desk, charge)).Left));
        await desk.Stock.RequireRightAsync();
    }

    private static async Task<(ReturnDesk Desk, DeviceService Devices)> OpenAsync()
    {
        var desk = await ReturnDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(5m, 50m, "A1", "A2", "A3", "A4", "A5");
        return (desk, new(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock)));
    }

    private static async Task<Device> LiveAsync(DeviceService devices, StockCharge charge, string serial) =>
        (await devices.ListAsync(Ada, charge.Customer, Token)).Single(device => device.Serial == serial && device.RemovedOn is null);

    private static async Task<Device> SwapAsync(ReturnDesk desk, DeviceService devices, string from, string to)
    {
        var device = (await devices.ListAsync(Ada, desk.Desk.Customer.Id, Token)).Single(one => one.Serial == from && one.RemovedOn is null);
        return await devices.SwapAsync(Will, device.Id, new(desk.Stock.Returns, "broken", Replacement: Cable.Id, From: desk.Stock.Main, Serial: to), cancellationToken: Token);
    }

    // how much counts as delivered, and how much of that may be given back
    private static async Task<(decimal Delivered, decimal Left)> DeliveredAsync(ReturnDesk desk, StockCharge charge) =>
        await desk.DemandAsync(DemandSource.Of(charge.Id)) is var demand ? (demand.Delivered(), demand.Deliveries.AsEnumerable().Sum(one => one.Left)) : default;
}

using Psa.Access;
using Psa.Contracts;
using Psa.Inventory;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>What serials customers have (R-SWAP): made by deliveries, gone when they are undone, and swapped without a bill.</summary>
public sealed class DeviceTests
{
    private static readonly Actor Ann = Someone("ann", Role.Administrator);

    [Fact]
    public async Task A_delivered_serial_is_a_device_until_the_delivery_is_undone()
    {
        var (desk, devices) = await OpenDevicesAsync();
        var charge = await desk.AskAsync(2m);
        var demand = await desk.DeliverAsync(charge, new StockPick(desk.Stock.Main, 2m, ["A1", "A2"]));
        Assert.Equal(["A1", "A2"], (await devices.ListAsync(Will, desk.Customer.Id, Token)).AsEnumerable().Select(device => device.Serial).Order());
        await desk.UndoAsync(charge, demand.Deliveries[0], 1m, "a1");
        Assert.Equal("A2", Assert.Single((await devices.ListAsync(Will, desk.Customer.Id, Token)).AsEnumerable()).Serial);
    }

    [Fact]
    public async Task A_swap_moves_the_parts_to_the_one_that_goes_in_and_bills_nothing()
    {
        var (desk, devices) = await OpenDevicesAsync();
        var old = await InstalledAsync(desk, devices, "A1");
        var part = APart(desk.Contract, 10m, 5m);
        await desk.World.AddAsync(part);
        old = await devices.CountForAsync(Ann, old.Id, [part.Id], Token);
        var before = (await desk.World.AllItemsAsync()).Count;
        var fresh = await devices.SwapAsync(Will, old.Id, new(desk.Stock.Returns, "broken", Replacement: Cable.Id, From: desk.Stock.Main, Serial: "A2"), cancellationToken: Token);

        Assert.Equal(("A2", (Id<Device>?)old.Id, desk.Customer.Id), (fresh.Serial, fresh.Replaces, fresh.Customer));
        Assert.Equal([part.Id], fresh.Parts);
        var gone = await devices.FindAsync(Will, old.Id, Token);
        Assert.NotNull(gone!.RemovedOn);
        Assert.True(gone.Parts.IsEmpty);
        Assert.Equal(before, (await desk.World.AllItemsAsync()).Count);
        Assert.Equal((1m, 10m), await desk.Stock.AtAsync(desk.Stock.Returns));
        Assert.Equal((1m, 10m), await desk.Stock.AtAsync(desk.Stock.Main));
        Assert.Equal(InventoryErrors.DeviceRemoved, await RefusedAsync(() => devices.SwapAsync(Will, old.Id, new(desk.Stock.Returns, "again"), cancellationToken: Token)));
        Assert.Equal(fresh, await devices.SwapAsync(Will, old.Id, new(desk.Stock.Returns, "broken", Replacement: Cable.Id, From: desk.Stock.Main, Serial: "a2"), cancellationToken: Token));
        Assert.Equal(5m, (await PartAsync(desk, part)).Terms[^1].Quantity);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Without_another_one_the_quantity_of_its_parts_falls_from_the_day()
    {
        var (desk, devices) = await OpenDevicesAsync();
        var device = await InstalledAsync(desk, devices, "A1");
        var part = APart(desk.Contract, 10m, 5m);
        await desk.World.AddAsync(part);
        device = await devices.CountForAsync(Ann, device.Id, [part.Id], Token);
        Assert.Equal(InventoryErrors.BadDevice, await RefusedAsync(() => devices.SwapAsync(Will, device.Id, new(desk.Stock.Returns, "sold"), device.InstalledOn.PlusDays(-1), Token)));
        var day = device.InstalledOn.PlusDays(3);
        var removed = await devices.SwapAsync(Will, device.Id, new(desk.Stock.Returns, "sold", IsDisposed: true), day, Token);

        Assert.Equal(day, removed.RemovedOn);
        Assert.Equal((day, 4m), ((await PartAsync(desk, part)).Terms[^1].EffectiveFrom, (await PartAsync(desk, part)).Terms[^1].Quantity!.Value));
        Assert.Equal((0m, 0m), await desk.Stock.AtAsync(desk.Stock.Returns));
        Assert.Equal(SerialStatus.Gone, (await desk.Stock.Inventory.FindSerialAsync(Will, Cable.Id, "A1", Token))!.Status);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_device_counts_for_parts_of_its_customer_alone()
    {
        var (desk, devices) = await OpenDevicesAsync();
        var device = await InstalledAsync(desk, devices, "A1");
        var other = ACustomer("C2");
        var contract = AContract(other);
        var part = APart(contract);
        await desk.World.AddAsync(other, contract, part);
        Assert.Equal(InventoryErrors.BadDevice, await RefusedAsync(() => devices.CountForAsync(Ann, device.Id, [part.Id], Token)));
        Assert.Equal(InventoryErrors.BadDevice, await RefusedAsync(() => devices.SwapAsync(Will, device.Id, new(desk.Stock.Returns, "broken", Replacement: Cable.Id), cancellationToken: Token)));
        Assert.Equal("access.denied", await RefusedAsync(() => devices.CountForAsync(Will, device.Id, [], Token)));
    }

    private static async Task<(ChargeDesk Desk, DeviceService Devices)> OpenDevicesAsync()
    {
        var desk = await ChargeDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(3m, 30m, "A1", "A2", "A3");
        return (desk, new(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock)));
    }

    private static async Task<Device> InstalledAsync(ChargeDesk desk, DeviceService devices, string serial)
    {
        await desk.DeliverAsync(await desk.AskAsync(1m), new StockPick(desk.Stock.Main, 1m, [serial]));
        return (await devices.ListAsync(Will, desk.Customer.Id, Token))[0];
    }

    private static Task<ContractPart> PartAsync(ChargeDesk desk, ContractPart part) => desk.World.ReadAsync(session => session.Of<ContractPart>().RequireAsync(part.Id, Token).AsTask());
}

using Psa.Domain.Tests.Inventory;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.DemandTests;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What is assigned to demands and ordered for them (R-DEMAND).</summary>
public sealed class DemandOrderTests
{
    private static int _orders;

    [Theory]
    [Trait("vector", "demand-mixed")]
    [InlineData(5, nameof(DemandStatus.OnOrder))]
    [InlineData(4, nameof(DemandStatus.NeedToOrder))]
    public void What_is_delivered_picked_and_on_order_counts_together(int allocated, string status)
    {
        var demand = ADemand(10m) with { Deliveries = [new(1, 2m, Start, default(Id<StockLocation>))], Picks = [new(default, 3m)], Allocations = [new(default, 0, allocated)] };

        Assert.Equal(status, demand.Status.Name);
        Assert.Equal(nameof(DemandStatus.ToPick), (demand with { Assignments = [new(default, 5m)] }).Status.Name);
        Assert.Equal(nameof(DemandStatus.OnOrder), (demand with { Assignments = [new(default, 4m)] }).Status.Name);
    }

    [Fact]
    [Trait("vector", "demand-two-compete")]
    public async Task Goods_reach_what_they_were_ordered_for_and_the_rest_who_asked_first()
    {
        var desk = await OpenAsync();
        var (a, b) = (await desk.AskAsync(3m), await desk.AskAsync(3m));
        var order = await OrderAsync(desk, 5m, (b, 3m));
        Assert.Equal((DemandStatus.NeedToOrder, DemandStatus.OnOrder), (await StatusAsync(desk, a), await StatusAsync(desk, b)));

        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 5m)], cancellationToken: Token);
        Assert.Equal((DemandStatus.NeedToOrder, DemandStatus.ToPick), (await StatusAsync(desk, a), await StatusAsync(desk, b)));
        Assert.Equal((2m, 1m, 3m), ((await FindAsync(desk, a)).Assigned(), (await FindAsync(desk, a)).ToOrder(), (await FindAsync(desk, b)).Assigned()));
        Assert.Equal((5m, 5m), await ThereAsync(desk));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task By_hand_what_comes_stays_free_until_somebody_assigns_it()
    {
        var desk = await OpenAsync();
        await desk.Demands.SetAssigningAsync(Ada, byHand: true, Token);
        var (a, b) = (await desk.AskAsync(3m), await desk.AskAsync(3m));
        var order = await OrderAsync(desk, 5m, (b, 3m));
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 5m)], cancellationToken: Token);
        Assert.Equal((0m, 3m), ((await FindAsync(desk, a)).Assigned(), (await FindAsync(desk, b)).Assigned()));

        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => AssignAsync(desk, a, 3m)));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => AssignAsync(desk, a, 4m)));
        await AssignAsync(desk, a, 2m);
        Assert.Equal((5m, 5m), await ThereAsync(desk));
        await desk.Demands.UnassignAsync(Paul, DemandSource.Of(b.Id), Token);
        Assert.Equal((5m, 2m), await ThereAsync(desk));
        var once = new Id<StockMove>(new Guid("00000000-0000-4000-8000-000000000001"));
        for (var n = 0; n < 2; n++)
        {
            await desk.Demands.AssignAsync(Paul, DemandSource.Of(a.Id), [new(desk.Stock.Main, 1m)], once, Token);
        }

        Assert.Equal(DemandStatus.ToPick, await StatusAsync(desk, a));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Who_asks_gets_what_is_free_and_nobody_else_takes_it()
    {
        var desk = await OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        await desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van);
        var (a, b) = (await desk.AskAsync(1m), await desk.AskAsync(2m));
        Assert.Equal((DemandStatus.ToPick, DemandStatus.NeedToOrder), (await StatusAsync(desk, a), await StatusAsync(desk, b)));

        // a van is nobody's warehouse, and what is assigned isn't taken
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van)));
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.DeliverAsync(b, 2m)));
        Assert.Equal(InventoryErrors.Claimed, await RefusedAsync(() => desk.Stock.Stock.CountAsync(Ada, new(Cable.Id, desk.Stock.Main, 1m, desk.World.Clock.GetCurrentInstant(), "count"), Token)));
        Assert.Equal(FeatureErrors.InUse, await RefusedAsync(() => desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token)));

        await desk.PickAsync(b, new StockPick(desk.Stock.Van, 1m));
        Assert.Equal((DemandStatus.ToPick, 0m), (await StatusAsync(desk, b), (await FindAsync(desk, b)).ToOrder()));
        Assert.Equal(1m, (await desk.PickAsync(a)).Picked());
        await desk.UnpickAsync(b);
        await desk.DeliverAsync(a);
        Assert.Equal((1m, 1m), await ThereAsync(desk));
        await desk.Charges.CancelAsync(Eve, b.Id, "not wanted", Token);
        Assert.Equal((1m, 0m), await ThereAsync(desk));
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_isnt_needed_any_more_goes_to_the_next_and_what_is_on_order_for_it_to_stock()
    {
        var desk = await OpenAsync();
        await desk.Stock.ReceiveAsync(2m, 20m);
        var (a, b) = (await desk.AskAsync(3m), await desk.AskAsync(4m));
        var order = await OrderAsync(desk, 5m, (a, 1m), (b, 4m));
        Assert.Equal((DemandStatus.OnOrder, DemandStatus.OnOrder), (await StatusAsync(desk, a), await StatusAsync(desk, b)));

        // of what is on order for it b needs two less then
        await desk.Charges.CancelAsync(Eve, a.Id, "not wanted", Token);
        Assert.Equal((DemandStatus.Canceled, 0m, 0m), (await StatusAsync(desk, a), (await FindAsync(desk, a)).Assigned(), (await FindAsync(desk, a)).Allocated()));
        Assert.Equal((2m, 2m), ((await FindAsync(desk, b)).Assigned(), (await FindAsync(desk, b)).Allocated()));
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 5m)], cancellationToken: Token);
        Assert.Equal((7m, 4m), await ThereAsync(desk));
        Assert.Equal(DemandStatus.ToPick, await StatusAsync(desk, b));
    }

    [Fact]
    public async Task When_less_comes_stock_loses_first_and_then_who_asked_last()
    {
        var desk = await OpenAsync();
        var (a, b) = (await desk.AskAsync(3m), await desk.AskAsync(3m));
        var order = await OrderAsync(desk, 8m, (b, 3m), (a, 3m));
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 4m)], cancellationToken: Token);
        Assert.Equal((3m, 1m, 2m), ((await FindAsync(desk, a)).Assigned(), (await FindAsync(desk, b)).Assigned(), (await FindAsync(desk, b)).Allocated()));
        await desk.Stock.Purchases.CloseLineAsync(Paul, order.Id, 0, "sold out", Token);
        Assert.Equal((DemandStatus.NeedToOrder, 0m, 2m), (await StatusAsync(desk, b), (await FindAsync(desk, b)).Allocated(), (await FindAsync(desk, b)).ToOrder()));

        var other = await OrderAsync(desk, 2m, (b, 2m));
        await desk.Stock.Purchases.CancelAsync(Paul, other.Id, "too dear", Token);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, b));
    }

    [Fact]
    public async Task A_line_is_for_what_is_to_be_ordered_of_its_product()
    {
        var desk = await OpenAsync();
        var wire = Goods("wire");
        await desk.World.AddAsync(wire);
        await desk.Stock.Inventory.StockAsync(Ada, wire.Id, CostMethod.Fifo, cancellationToken: Token);
        var a = await desk.AskAsync(3m);
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        Task<string> RefusedLineAsync(Func<PurchaseOrderLine, PurchaseOrderLine> change) =>
            RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [change(Cables(3m) with { For = [new(IdOf(a), 3m)] })], "PO-9"), Token));

        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedLineAsync(line => line with { Quantity = 9m, For = [new(IdOf(a), 4m)] }));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedLineAsync(line => line with { For = [new(IdOf(a), 0m)] }));
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedLineAsync(line => line with { Quantity = 2m }));
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedLineAsync(line => line with { Product = wire.Id }));
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedLineAsync(line => line with { For = [new(IdOf(a), 1m), new(IdOf(a), 1m)] }));
        await desk.Demands.HoldAsync(Paul, DemandSource.Of(a.Id), "wait", Token);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedLineAsync(line => line));
        await desk.Demands.FreeAsync(Paul, DemandSource.Of(a.Id), Token);

        // rewritten while it is new, and never after
        var order = await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(3m) with { For = [new(IdOf(a), 3m)] }], "PO-9"), Token);
        await desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [Cables(3m), Cables(2m) with { For = [new(IdOf(a), 2m)] }], Token);
        Assert.Equal([new StockAllocation(order.Id.Value, 1, 2m, IsDraft: true)], (await FindAsync(desk, a)).Allocations);
        await desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token);
        await desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [Cables(3m), Cables(5m)], Token);
        Assert.Equal([new StockAllocation(order.Id.Value, 1, 2m)], (await FindAsync(desk, a)).Allocations);
        Assert.Equal([new LineDemand(IdOf(a), 2m)], (await desk.Stock.Purchases.FindAsync(Paul, order.Id, Token))!.Lines[1].For);
    }

    [Fact]
    public async Task An_order_is_built_of_what_demands_of_a_vendor_lack()
    {
        var desk = await OpenAsync();
        await desk.Stock.NumberOrdersAsync();
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        await desk.Stock.ReceiveAsync(1m, 10m);
        var (a, b, c) = (await desk.AskAsync(3m), await desk.AskAsync(4m), await desk.AskAsync(5m));
        Assert.Equal(ProcurementErrors.NothingToOrder, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)));
        await desk.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(9m, Currency.EUR), "C62")], Token);
        await desk.Demands.HoldAsync(Paul, DemandSource.Of(b.Id), "wait", Token);

        var order = await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token);
        Assert.Equal((PurchaseOrderStatus.New, "P1", 7m, 9m), (order.Status, order.Number, order.Lines[0].Quantity, order.Lines[0].Price.Amount));
        Assert.Equal([new(IdOf(a), 2m), new(IdOf(c), 5m)], order.Lines[0].For);
        Assert.Equal(ProcurementErrors.NothingToOrder, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)));
        Assert.Equal(order, await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, id: order.Id, cancellationToken: Token));
        Assert.Equal((DemandStatus.OnOrder, DemandStatus.Pending, DemandStatus.OnOrder), (await StatusAsync(desk, a), await StatusAsync(desk, b), await StatusAsync(desk, c)));

        // what nobody assigned covers who asked first
        await desk.Demands.SetAssigningAsync(Ada, byHand: true, Token);
        await desk.Stock.ReceiveAsync(3m, 30m);
        await desk.Demands.FreeAsync(Paul, DemandSource.Of(b.Id), Token);
        await desk.AskAsync(1m);
        Assert.Equal(2m, (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Lines[0].Quantity);
    }

    [Fact]
    public async Task The_reorder_list_leaves_out_what_is_on_order_for_demands()
    {
        var desk = await OpenAsync();
        var a = await desk.AskAsync(10m);
        await OrderAsync(desk, 10m, (a, 10m));
        await desk.Stock.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Stock.Main, 2m, 5m, cancellationToken: Token);

        var line = (await desk.Stock.Inventory.ListReorderAsync(Paul, desk.Stock.Main, Token)).Single();
        Assert.Equal((10m, 10m, 5m), (line.OnOrder, line.Allocated, line.Suggested));
    }

    [Fact]
    public async Task Without_procurement_no_line_is_for_a_demand_and_nothing_is_assigned()
    {
        var desk = await ChargeDesk.OpenAsync();
        var a = await desk.AskAsync(1m);
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(3m) with { For = [new(IdOf(a), 1m)] }], "PO-9"), Token)));
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, "PO-9", cancellationToken: Token)));
        await desk.Stock.ReceiveAsync(1m, 10m);
        Assert.Equal((1m, 0m), await ThereAsync(desk));
        Assert.DoesNotContain(await desk.Stock.EventsAsync(), one => one.Kind == EventKinds.DemandChanged);
    }

    internal static async Task<ChargeDesk> OpenAsync(string? store = null) => await ChargeDesk.OpenAsync(store, procures: true);

    internal static Id<Demand> IdOf(StockCharge charge) => Demands.IdOf(Tenant, DemandSource.Of(charge.Id));

    internal static async Task<Demand> FindAsync(ChargeDesk desk, StockCharge charge) => (await desk.Deliveries.FindAsync(Will, DemandSource.Of(charge.Id), Token))!;

    internal static async Task<DemandStatus> StatusAsync(ChargeDesk desk, StockCharge charge) => (await FindAsync(desk, charge)).Status;

    private static Task<Demand> AssignAsync(ChargeDesk desk, StockCharge charge, decimal quantity) => desk.Demands.AssignAsync(Paul, DemandSource.Of(charge.Id), [new(desk.Stock.Main, quantity)], cancellationToken: Token);

    internal static async Task<(decimal OnHand, decimal Reserved)> ThereAsync(ChargeDesk desk) =>
        (await desk.Stock.Inventory.ListAtAsync(Ada, desk.Stock.Main, Token)).SingleOrDefault() is { } there ? (there.OnHand, there.Reserved) : default;

    // an order of cables for charges, submitted
    private static async Task<PurchaseOrder> OrderAsync(ChargeDesk desk, decimal quantity, params (StockCharge Charge, decimal Quantity)[] all)
    {
        var number = FormattableString.Invariant($"{Interlocked.Increment(ref _orders)}");
        var vendor = await desk.Stock.VendorAsync(Currency.EUR, number);
        var order = await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(quantity) with { For = [.. all.Select(one => new LineDemand(IdOf(one.Charge), one.Quantity))] }], number), Token);
        return await desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token);
    }
}

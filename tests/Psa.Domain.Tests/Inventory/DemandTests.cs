using Psa.Documents;
using Psa.Domain.Tests.Orders;
using Psa.Domain.Tests.Procurement;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Where demands stand (R-DEMAND), and that everything that needs goods has one.</summary>
public sealed class DemandTests
{
    [Theory]
    [InlineData(5, 0, 0, "", nameof(DemandStatus.NeedToOrder))]
    [InlineData(5, 2, 2, "", nameof(DemandStatus.NeedToOrder))]
    [InlineData(5, 2, 3, "", nameof(DemandStatus.ReadyToShip))]
    [InlineData(5, 2, 2, "direct", nameof(DemandStatus.ToPick))]
    [InlineData(5, 2, 3, "direct", nameof(DemandStatus.ReadyToShip))]
    [InlineData(5, 2, 3, "held", nameof(DemandStatus.Pending))]
    [InlineData(5, 0, 0, "held direct", nameof(DemandStatus.Pending))]
    [InlineData(5, 5, 0, "held direct", nameof(DemandStatus.Delivered))]
    [InlineData(5, 5, 0, "held canceled", nameof(DemandStatus.Canceled))]
    [InlineData(0, 0, 0, "", nameof(DemandStatus.Delivered))]
    public void The_first_that_holds_is_its_status(int needed, int delivered, int picked, string marks, string status)
    {
        var demand = ADemand(needed) with
        {
            Picks = picked == 0 ? [] : [new(Place, picked)],
            Deliveries = delivered == 0 ? [] : [new(1, delivered + 1, Start, Place, 1)],
            HoldNote = marks.Contains("held", StringComparison.Ordinal) ? "wait" : null,
            NeedsNoProcurement = marks.Contains("direct", StringComparison.Ordinal),
            IsCanceled = marks.Contains("canceled", StringComparison.Ordinal),
        };

        Assert.Equal(status, demand.Status.Name);
    }

    [Fact]
    public async Task A_charge_is_needed_picked_delivered_and_undone()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        await desk.Demands.SetAssigningAsync(Ada, byHand: true, Token);
        await desk.Stock.ReceiveAsync(5m, 50m);
        var first = await desk.AskAsync(2m);
        var second = await desk.AskAsync(1m);
        Assert.Equal([(first.Id, 2m), (second.Id, 1m)], (await ListAsync(desk, DemandStatus.NeedToOrder)).Select(one => (one.Source.Charge!.Value, one.Needed)));

        await desk.PickAsync(first, new StockPick(desk.Stock.Main, 2m));
        Assert.Equal([second.Id], (await ListAsync(desk, DemandStatus.NeedToOrder)).Select(one => one.Source.Charge!.Value));
        var delivered = await desk.DeliverAsync(first);
        Assert.Equal([first.Id], (await ListAsync(desk, DemandStatus.Delivered)).Select(one => one.Source.Charge!.Value));
        await desk.UndoAsync(first, delivered.Deliveries[0], 1m);
        Assert.Equal([first.Id], (await ListAsync(desk, DemandStatus.ReadyToShip)).Select(one => one.Source.Charge!.Value));
        await desk.Charges.CancelAsync(Eve, first.Id, "enough", Token);
        await desk.Charges.CancelAsync(Eve, second.Id, "not wanted", Token);
        Assert.Equal([second.Id], (await ListAsync(desk, DemandStatus.Canceled)).Select(one => one.Source.Charge!.Value));
        Assert.Equal((1m, 1m), ((await ListAsync(desk, DemandStatus.Delivered)).Single().Needed, (await ListAsync(desk, DemandStatus.Delivered)).Single().Delivered()));

        Assert.Equal(
            ["-NeedToOrder", "-NeedToOrder", "NeedToOrder-ReadyToShip", "ReadyToShip-Delivered", "Delivered-ReadyToShip", "ReadyToShip-Delivered", "NeedToOrder-Canceled"],
            (await desk.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.DemandChanged).Select(one => $"{one.From}-{one.To}"));
    }

    [Fact]
    public async Task A_demand_is_held_with_a_note_and_freed()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        var source = DemandSource.Of((await desk.AskAsync(1m)).Id);
        Assert.Equal(InventoryErrors.ReasonMissing, await RefusedAsync(() => desk.Demands.HoldAsync(BuyingDesk.Paul, source, " ", Token)));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Demands.HoldAsync(Eve, source, "wait", Token)));

        await desk.Demands.HoldAsync(BuyingDesk.Paul, source, " wait for the price ", Token);
        Assert.Equal("wait for the price", (await ListAsync(desk, DemandStatus.Pending)).Single().HoldNote);
        await desk.Demands.FreeAsync(BuyingDesk.Paul, source, Token);
        await desk.Demands.FreeAsync(BuyingDesk.Paul, source, Token);
        Assert.Single(await ListAsync(desk, DemandStatus.NeedToOrder));
        Assert.Equal([(null, null), ("Pending", "wait for the price"), ("NeedToOrder", null)], (await desk.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.DemandChanged).Select(one => (one.From is null ? null : one.To, one.Reason)));

        await desk.Charges.CancelAsync(Eve, source.Charge!.Value, "not wanted", Token);
        Assert.Equal(InventoryErrors.NotOpen, await RefusedAsync(() => desk.Demands.HoldAsync(BuyingDesk.Paul, source, "wait", Token)));
    }

    [Fact]
    public async Task A_submitted_order_has_a_demand_a_line_of_stock_that_follows_it()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var draft = await sales.DraftAsync(ACable(4m), ALine(5m));
        Assert.Empty(await ListAsync(desk, DemandStatus.NeedToOrder));
        var order = (await sales.Orders.SubmitAsync(desk.World.Actor, draft.Id, cancellationToken: Token)).Order;
        Assert.Equal([(DemandSource.Of(order.Id, 0), 4m, order.SubmittedAt!.Value)], (await ListAsync(desk, DemandStatus.NeedToOrder)).Select(one => (one.Source, one.Needed, one.AskedAt)));

        await desk.Stock.ReceiveAsync(1m, 10m);
        await desk.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m)], cancellationToken: Token);
        Assert.Equal(4m, (await ListAsync(desk, DemandStatus.NeedToOrder)).Single().Needed);
        await sales.Orders.CancelRestAsync(desk.World.Actor, order.Id, [0], "enough", Token);
        Assert.Equal(1m, (await ListAsync(desk, DemandStatus.Delivered)).Single().Needed);

        var other = await sales.SubmitAsync(ACable(2m));
        await sales.Orders.CancelAsync(desk.World.Actor, other.Id, "not wanted", Token);
        Assert.Equal([other.Id], (await ListAsync(desk, DemandStatus.Canceled)).Select(one => one.Source.Order!.Value));
    }

    [Fact]
    public async Task What_was_asked_for_before_a_feature_is_on_or_a_product_is_stocked_has_its_demand_then()
    {
        var desk = await ChargeDesk.OpenAsync();
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var wire = Goods("wire");
        await desk.World.AddAsync(wire);
        var charge = await desk.AskAsync(1m);
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => ListAsync(desk, DemandStatus.NeedToOrder)));
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.Demands.HoldAsync(BuyingDesk.Paul, DemandSource.Of(charge.Id), "wait", Token)));
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        desk.World.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        var order = await sales.SubmitAsync(ACable(2m), ACable(3m) with { Product = wire.Id }, ACable(4m));
        await sales.Orders.FulfilAsync(desk.World.Actor, order.Id, 2, 4m, cancellationToken: Token);
        Assert.DoesNotContain(await desk.Stock.EventsAsync(), one => one.Kind == EventKinds.DemandChanged);

        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: true, Token);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);
        Assert.Equal([DemandSource.Of(charge.Id), DemandSource.Of(order.Id, 0)], (await ListAsync(desk, DemandStatus.NeedToOrder)).Select(one => one.Source));
        await desk.Stock.Inventory.StockAsync(Ada, wire.Id, CostMethod.Fifo, cancellationToken: Token);
        Assert.Equal([DemandSource.Of(charge.Id), DemandSource.Of(order.Id, 0), DemandSource.Of(order.Id, 1)], (await ListAsync(desk, DemandStatus.NeedToOrder)).Select(one => one.Source).OrderBy(one => one.Order is not null).ThenBy(one => one.Line));
    }

    [Fact]
    public async Task What_was_shipped_by_hand_while_inventory_was_off_isnt_needed()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var order = await sales.SubmitAsync(ACable(4m));
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        await sales.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 3m, cancellationToken: Token);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: true, Token);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);

        Assert.Equal(1m, (await ListAsync(desk, DemandStatus.NeedToOrder)).Single().Needed);
        Assert.Single(await desk.Stock.EventsAsync(), one => one.Kind == EventKinds.DemandChanged);
    }

    [Fact]
    public async Task What_needs_no_procurement_is_to_be_picked_at_once()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        var charge = await desk.AskAsync(2m);
        await desk.Stock.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Average, needsNoProcurement: true, cancellationToken: Token);
        await desk.AskAsync(1m);
        Assert.Equal([2m, 1m], (await ListAsync(desk, DemandStatus.ToPick)).Select(one => one.Needed));

        await desk.Stock.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Average, cancellationToken: Token);
        Assert.Equal(2, (await ListAsync(desk, DemandStatus.NeedToOrder)).Count);
        await desk.Charges.CancelAsync(Eve, charge.Id, "not wanted", Token);
    }

    [Fact]
    public async Task What_a_canceled_line_frees_is_not_kept_for_another_that_is_canceled_with_it()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        await desk.Stock.ReceiveAsync(2m, 20m);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var order = await sales.SubmitAsync(ACable(2m), ACable(2m));
        await sales.Orders.CancelAsync(desk.World.Actor, order.Id, "not wanted", Token);

        Assert.All(await ListAsync(desk, DemandStatus.Canceled), one => Assert.Empty(one.Assignments));
        Assert.Equal(1m, (await desk.AskAsync(1m)).Line.Quantity);
        Assert.Equal([1m], (await ListAsync(desk, DemandStatus.ToPick)).Select(one => one.Needed));
    }

    internal static Demand ADemand(decimal needed) => new()
    {
        Id = DerivedId.Create<Demand>(Tenant, "a demand"),
        Tenant = Tenant,
        Source = DemandSource.Of(DerivedId.Create<StockCharge>(Tenant, "a charge")),
        Product = Cable.Id,
        Unit = "C62",
        Needed = needed,
        AskedAt = NodaTime.Instant.FromUtc(2025, 1, 1, 0, 0),
    };

    private static readonly Id<StockLocation> Place = DerivedId.Create<StockLocation>(Tenant, "a place");

    internal static NewDocumentLine ACable(decimal quantity) => ALine(10m, quantity, "Cable") with { Product = Cable.Id };

    private static Task<ValueList<Demand>> ListAsync(ChargeDesk desk, DemandStatus status) => desk.Demands.ListAsync(BuyingDesk.Paul, status, Token);
}

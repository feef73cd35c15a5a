using Psa.Domain.Tests.Orders;
using Psa.Domain.Tests.Procurement;
using Psa.Events;
using Psa.Inventory;
using Psa.Payments;
using Psa.Procurement;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>What is about to be delivered counts with its price and tax to what its payer may owe, once (R-CREDIT).</summary>
public sealed class DeliveryCreditTests
{
    [Fact]
    public async Task What_leaves_for_a_charge_adds_its_part_with_tax()
    {
        var desk = await OpenAsync(79.99m);
        var charge = await desk.AskAsync(3m);

        // 66.67 of 100.00 and 20 %
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => desk.DeliverAsync(charge, 2m));
        Assert.Equal(CreditErrors.LimitExceeded, refusal.Code);
        Assert.Contains("80.00 EUR", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(desk.Customer.Id.Value, refusal.Ids);
        await LimitAsync(desk, 80m);
        Assert.Equal(2m, (await desk.DeliverAsync(charge, 2m)).Delivered());
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(20));
        await desk.BillAsync(Start.PlusDays(20));

        // what is invoiced is owed, and the rest is the rest: 33.33 and 6.67
        await LimitAsync(desk, 119.99m);
        await desk.PickAsync(charge, new StockPick(desk.Stock.Main, 1m));
        Assert.Equal(CreditErrors.LimitExceeded, await RefusedAsync(() => desk.DeliverAsync(charge)));
        Assert.Equal(1m, (await DemandOrderTests.FindAsync(desk, charge)).Picked());
        await LimitAsync(desk, 120m);
        Assert.Equal(3m, (await desk.DeliverAsync(charge)).Delivered());
    }

    [Fact]
    public async Task What_is_free_or_ordered_adds_nothing()
    {
        var desk = await OpenAsync(12m);
        var free = await desk.AskAsync(3m, isFree: true);
        await desk.DeliverAsync(free, 3m);

        // all of an order counts since it was submitted
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var order = await sales.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(10m, 1m, "Cable") with { Product = Cable.Id }), one => one with { Customer = desk.Customer.Id });
        await desk.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m)], cancellationToken: Token);
        Assert.Equal(CreditErrors.LimitExceeded, await RefusedAsync(async () => await desk.DeliverAsync(await desk.AskAsync(1m), 1m)));
    }

    [Fact]
    public async Task What_leaves_together_is_asked_together()
    {
        var desk = await OpenAsync(119.99m);
        var shipping = new ShippingService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new Psa.Documents.TaxTableCalculator());
        var (one, other) = (await desk.AskAsync(1m), await desk.AskAsync(2m));
        var shipment = new NewShipment(desk.Customer.Id, [new(DemandSource.Of(one.Id), [new(desk.Stock.Main, 1m)]), new(DemandSource.Of(other.Id), [new(desk.Stock.Main, 2m)])]);
        Assert.Equal(CreditErrors.LimitExceeded, await RefusedAsync(() => shipping.ShipAsync(Will, shipment, cancellationToken: Token)));
        Assert.Single((await shipping.ShipAsync(Ada, shipment, "They pay on Friday", Token)).Warnings);
        Assert.Equal(["They pay on Friday", "They pay on Friday", "They pay on Friday"], (await desk.Stock.EventsAsync()).Where(one => one.Kind is EventKinds.GoodsDelivered or EventKinds.ShipmentChanged).Select(one => one.Reason));
    }

    [Fact]
    public async Task Who_manages_credit_delivers_with_a_reason_that_the_event_says()
    {
        var desk = await OpenAsync(1m);
        var source = DemandSource.Of((await desk.AskAsync(3m)).Id);
        ValueList<StockPick> goods = [new(desk.Stock.Main, 1m)];
        Assert.Equal("access.denied", await RefusedAsync(() => desk.Deliveries.DeliverAsync(Will, source, goods, passReason: "please", cancellationToken: Token)));
        Assert.Single((await desk.Deliveries.DeliverAsync(Ada, source, goods, passReason: "They pay on Friday", cancellationToken: Token)).Warnings);
        Assert.Equal("They pay on Friday", (await desk.Stock.EventsAsync()).Last(one => one.Kind == EventKinds.GoodsDelivered).Reason);

        await LimitAsync(desk, 1m, CreditPolicy.Warn);
        var warning = Assert.Single((await desk.Deliveries.DeliverAsync(Will, source, goods, cancellationToken: Token)).Warnings);
        Assert.Contains("40.01 EUR", warning.Message, StringComparison.Ordinal);
        await LimitAsync(desk, 1m, CreditPolicy.Off);
        Assert.Empty((await desk.Deliveries.DeliverAsync(Will, source, goods, cancellationToken: Token)).Warnings);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task What_comes_straight_to_the_customer_is_asked_before_anything_of_its_receipt(string store)
    {
        var desk = await OpenAsync(119.99m, store);
        var (charge, stock) = (await desk.AskAsync(30m), await desk.Stock.VendorAsync(Currency.EUR));
        var demand = Demands.IdOf(Tenant, DemandSource.Of(charge.Id));
        var order = await desk.Stock.OrderAsync(stock, Cables(5m), Cables(5m) with { IsDropShip = true, For = [new(demand, 5m)] });
        ValueList<ReceivedLine> both = [new(0, 5m) { Id = NewId(1) }, new(1, 2m) { Id = NewId(2) }, new(1, 1m) { Id = NewId(3) }];
        var before = (await desk.Stock.AtAsync(desk.Stock.Main), await desk.Stock.EventsAsync());

        Assert.Equal(CreditErrors.LimitExceeded, await RefusedAsync(() => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, both, cancellationToken: Token)));
        Assert.Equal("access.denied", await RefusedAsync(() => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, both, passReason: "please", cancellationToken: Token)));
        Assert.Equal(order, await desk.Stock.Purchases.FindAsync(Ada, order.Id, Token));
        Assert.Equal((before.Item1, 0m), (await desk.Stock.AtAsync(desk.Stock.Main), (await DemandOrderTests.FindAsync(desk, charge)).Delivered()));
        Assert.Equal(before.Item2, await desk.Stock.EventsAsync());

        // into stock everything may come
        Assert.Empty((await desk.Stock.Purchases.ReceiveAsync(Ada, order.Id, [both[0]], cancellationToken: Token)).Warnings);
        var received = await desk.Stock.Purchases.ReceiveAsync(Ada, order.Id, both, passReason: "They pay on Friday", cancellationToken: Token);
        Assert.Equal((3m, 3m), (received.Order.Lines[1].NetReceived(), (await DemandOrderTests.FindAsync(desk, charge)).Delivered()));
        Assert.Contains("120.00 EUR", Assert.Single(received.Warnings).Message, StringComparison.Ordinal);
        Assert.Equal("They pay on Friday", (await desk.Stock.EventsAsync()).Last(one => one.Kind == EventKinds.GoodsReceived).Reason);

        // the same call again delivers nothing, so it asks nothing
        Assert.Empty((await desk.Stock.Purchases.ReceiveAsync(Ada, order.Id, both, cancellationToken: Token)).Warnings);
        await desk.Stock.RequireRightAsync();
    }

    private static Id<StockMove> NewId(int n) => new(new Guid(n, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2));

    /// <summary>Ten cables, and a customer who may owe so much.</summary>
    private static async Task<ChargeDesk> OpenAsync(decimal limit, string? store = null)
    {
        var desk = await ChargeDesk.OpenAsync(store, procures: true);
        await desk.Stock.ReceiveAsync(10m, 100m);
        await LimitAsync(desk, limit);
        return desk;
    }

    private static async Task LimitAsync(ChargeDesk desk, decimal limit, CreditPolicy policy = CreditPolicy.Refuse)
    {
        var settings = new SettingsService(desk.World.Store, desk.World.Clock);
        await settings.SaveAsync(Ada, (await settings.GetAsync(Ada, Token)) with { CreditPolicy = policy }, Token);
        await new CreditService(desk.World.Store, desk.World.Clock).SetLimitsAsync(Ada, desk.Customer.Id, [Eur(limit)], Token);
    }
}

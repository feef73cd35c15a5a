using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Procurement;
using Psa.Inventory;
using Psa.Numbering;
using Psa.Orders;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>What will be in stock (R-FORECAST).</summary>
public sealed class ForecastTests
{
    private static readonly LocalDate Today = new(2025, 1, 1);

    [Fact]
    public async Task What_is_on_order_comes_on_its_day_and_what_is_overdue_or_has_none_stands_beside()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(10m, 100m);
        var vendor = await desk.VendorAsync(Currency.EUR);
        var order = await desk.OrderAsync(vendor, Cables(6m) with { DueOn = Today.PlusDays(2) }, Cables(4m) with { DueOn = Today.PlusDays(-5) }, Cables(3m), Cables(9m) with { IsDropShip = true, DueOn = Today });
        await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token);
        var draft = await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(7m) with { DueOn = Today }], "PO-2"), Token);

        Assert.Equal(11m, (await ForecastAsync(desk, 1)).Quantity);
        var forecast = await ForecastAsync(desk, 2);
        Assert.Equal(16m, forecast.Quantity);
        Assert.Equal([new(7m, null, draft.Id.Value), new(4m, Today.PlusDays(-5), order.Id.Value), new(3m, null, order.Id.Value)], forecast.Uncounted);
        await desk.Purchases.CloseLineAsync(Paul, order.Id, 0, "sold out", Token);
        Assert.Equal(11m, (await ForecastAsync(desk, 2)).Quantity);
    }

    [Fact]
    public async Task What_charges_and_orders_need_stands_beside_until_it_is_delivered()
    {
        var desk = await ChargeDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(10m, 100m);
        var (charge, other, whole) = (await desk.AskAsync(5m), await desk.AskAsync(2m), await desk.AskAsync(1m));
        var order = await OrderAsync(desk, 4m);
        await desk.DeliverAsync(charge, 3m);
        await desk.DeliverAsync(whole, 1m);
        await desk.Charges.CancelAsync(ChargeDesk.Eve, other.Id, "not needed", Token);
        var shipped = await desk.Deliveries.DeliverAsync(Ada, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m)], cancellationToken: Token);

        var forecast = await ForecastAsync(desk.Stock, 30);
        Assert.Equal(5m, forecast.Quantity);
        Assert.Equal([(-3m, order.Id.Value), (-2m, charge.Id.Value)], forecast.Uncounted.Select(planned => (planned.Quantity, planned.Document)));

        await desk.Deliveries.UndoAsync(Ada, DemandSource.Of(order.Id, 0), shipped.Demand.Deliveries[0].Sequence, 1m, "wrong door", cancellationToken: Token);
        await desk.UndoAsync(charge, (await desk.Deliveries.FindAsync(Will, DemandSource.Of(charge.Id), Token))!.Deliveries[0], 3m);
        var undone = await ForecastAsync(desk.Stock, 0);
        Assert.Equal(9m, undone.Quantity);
        Assert.Equal([-4m, -5m], undone.Uncounted.Select(planned => planned.Quantity));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Of_a_past_day_it_is_what_was()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(10m, 100m);
        await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(6m));
        desk.World.Clock.Advance(Duration.FromDays(2));
        await desk.CarryAsync(4m, desk.Main, desk.Lost);

        Assert.Equal((0m, 0), await ForecastAsync(desk, -1) is var before ? (before.Quantity, before.Uncounted.Count) : default);
        Assert.Equal((10m, 0), await ForecastAsync(desk, 1) is var then ? (then.Quantity, then.Uncounted.Count) : default);
        Assert.Equal((6m, 1), await ForecastAsync(desk, 2) is var now ? (now.Quantity, now.Uncounted.Count) : default);
    }

    [Fact]
    public async Task The_units_of_a_product_stay_while_goods_are_counted_in_them()
    {
        var desk = await OpenAsync();
        var group = new UnitGroup { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("box", 10)] };
        await desk.World.AddAsync(group);
        var cable = (await desk.World.ReadAsync(session => session.Of<Product>().FindAsync(Cable.Id, Token).AsTask()))!;
        Task<Product> Save(Func<Product, Product> change) => desk.World.Catalog.SaveProductAsync(desk.World.Actor, change(cable), Token);
        var received = await desk.ReceiveAsync(10m, 100m);

        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => Save(product => product with { UnitGroup = group.Id })));
        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => Save(product => product with { Unit = "MTR" })));
        await desk.Stock.TakeBackAsync(Will, new(new(Cable.Id, received.Sequence), 10m), Token);
        var order = await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(6m));
        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => Save(product => product with { UnitGroup = group.Id })));
        await desk.Purchases.CancelAsync(Paul, order.Id, "not needed", Token);
        cable = await Save(product => product with { UnitGroup = group.Id });

        // the unit in which it is sold by default isn't that in which it is counted
        await desk.ReceiveAsync(10m, 100m);
        Assert.Equal("box", (await Save(product => product with { Unit = "box" })).Unit);
    }

    private static Task<StockForecast> ForecastAsync(StockDesk desk, int days) => desk.Stock.ForecastAsync(Will, Cable.Id, Today.PlusDays(days), Token);

    private static async Task<Order> OrderAsync(ChargeDesk desk, decimal quantity)
    {
        var series = await desk.World.Numbering.CreateSeriesAsync(desk.World.Actor, new() { BillingEntity = Seller.Id, Purpose = NumberPurpose.Order, Pattern = "O{seq:0}" }, Token);
        await desk.World.Numbering.ConfirmAsync(desk.World.Actor, series.Id, cancellationToken: Token);
        var orders = new OrderService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());
        var content = new OrderContent { Date = Today, Lines = [new() { Text = "Cable", Product = Cable.Id, Quantity = quantity }] };
        return (await orders.SubmitAsync(desk.World.Actor, (await orders.DraftAsync(desk.World.Actor, new() { Customer = desk.Customer.Id, Content = content }, Token)).Id, cancellationToken: Token)).Order;
    }
}

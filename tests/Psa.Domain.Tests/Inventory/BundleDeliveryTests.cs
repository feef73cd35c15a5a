using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Orders;
using Psa.Inventory;
using Psa.Orders;
using Psa.Returns;
using Psa.Sellers;
using Psa.Services;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Bundles with components of stock: each component is needed, picked and delivered by itself, and of the bundle is shipped, and billed, what all of them are there for (R-BUNDLE).</summary>
public sealed class BundleDeliveryTests
{
    private const int Cables = 1;
    private const int Plugs = 2;

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Fact]
    public async Task Of_a_bundle_is_shipped_and_billed_what_all_its_components_are_delivered_of()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.OrderAsync(3m);
        Assert.Equal([6m, 3m], [(await desk.DemandAsync(order, Cables)).Needed, (await desk.DemandAsync(order, Plugs)).Needed]);
        Assert.Equal(-6m, Assert.Single((await desk.Stock.Stock.ForecastAsync(Will, Cable.Id, OrderDesk.Day, Token)).Uncounted).Quantity);
        Assert.Equal(OrderErrors.OfStock, await RefusedAsync(() => desk.Sales.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, cancellationToken: Token)));
        Assert.Equal(InventoryErrors.NotStocked, await RefusedAsync(() => desk.DeliverAsync(order, 0, 1m)));

        await desk.DeliverAsync(order, Cables, 6m);
        Assert.Equal((0m, 6m, 0m, 0m, OrderProgress.Part), await desk.ShippedAsync(order));
        await desk.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, Plugs), [new(desk.Stock.Main, 2m)], cancellationToken: Token);
        var plugs = (await desk.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, Plugs), cancellationToken: Token)).Demand;
        Assert.Equal((2m, 6m, 2m, 2m, OrderProgress.Part), await desk.ShippedAsync(order));
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        Assert.Equal(200m, await desk.BilledAsync(order));

        // what isn't delivered after all isn't shipped, nor is the bundle
        await desk.UndoAsync(order, Plugs, plugs.Deliveries[0], 1m);
        Assert.Equal((1m, 6m, 1m, 1m, OrderProgress.Part), await desk.ShippedAsync(order));
        Assert.Equal(100m, await desk.BilledAsync(order));

        await desk.DeliverAsync(order, Plugs, 2m);
        Assert.Equal((3m, 6m, 3m, 3m, OrderProgress.Full), await desk.ShippedAsync(order));
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        Assert.Equal((300m, OrderStatus.Closed), (await desk.BilledAsync(order), (await desk.Sales.ReadAsync(order)).Status));
        Assert.Equal([2m, -1m, 2m], (await desk.Sales.ReadAsync(order)).Fulfilments.Select(one => one.Quantity));

        // it opens again
        await desk.UndoAsync(order, Cables, (await desk.DemandAsync(order, Cables)).Deliveries[0], 1m);
        Assert.Equal((2m, 5m, 3m, 2m, OrderProgress.Part), await desk.ShippedAsync(order));
        Assert.Equal(OrderStatus.Submitted, (await desk.Sales.ReadAsync(order)).Status);
        Assert.Equal(1m, (await desk.DemandAsync(order, Cables)).Picked());
        await desk.Stock.RequireRightAsync();
        await desk.Stock.RequireRightAsync(Desk.Plug.Id);
    }

    [Fact]
    public async Task What_an_issued_invoice_bills_of_a_bundle_binds_its_components_and_no_more()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.OrderAsync(3m);
        var cables = await desk.DeliverAsync(order, Cables, 5m);
        var plugs = await desk.DeliverAsync(order, Plugs, 2m);
        var billed = await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token);
        await desk.World.Invoices.IssueAsync(desk.World.Actor, billed.Invoice!.Id, cancellationToken: Token);

        // two bundles are billed, and the fifth cable is of none of them
        Assert.Equal(InventoryErrors.Invoiced, await RefusedAsync(() => desk.UndoAsync(order, Plugs, plugs.Deliveries[0], 1m)));
        Assert.Equal(InventoryErrors.Invoiced, await RefusedAsync(() => desk.UndoAsync(order, Cables, cables.Deliveries[0], 2m)));
        await desk.UndoAsync(order, Cables, cables.Deliveries[0], 1m);
        Assert.Equal((2m, 4m, 2m, 2m, OrderProgress.Part), await desk.ShippedAsync(order));
        Assert.Equal(200m, await desk.BilledAsync(order));
        var returns = new ReturnService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        await desk.Stock.Features.SwitchAsync(Ada, Psa.Features.Feature.Returns, isOn: true, Token);
        Assert.Equal(ReturnErrors.NotReturnable, await RefusedAsync(() => returns.RequestAsync(Ada, new() { Source = DemandSource.Of(order.Id, Plugs), Quantity = 1m, Reason = "broken" }, Token)));
    }

    [Fact]
    public async Task The_rest_of_bundles_is_canceled_once_none_is_begun()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.OrderAsync(3m);
        await desk.DeliverAsync(order, Cables, 1m);
        await desk.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, Plugs), [new(desk.Stock.Main, 3m)], cancellationToken: Token);
        Assert.Equal(OrderErrors.OverShipped, await RefusedAsync(() => desk.Sales.Orders.CancelRestAsync(desk.World.Actor, order.Id, [], "enough", Token)));
        Assert.Equal(OrderErrors.OverShipped, await RefusedAsync(() => desk.Sales.Orders.CancelAsync(desk.World.Actor, order.Id, "enough", Token)));

        await desk.DeliverAsync(order, Cables, 1m);
        await desk.DeliverAsync(order, Plugs, 1m);
        await desk.Sales.Orders.CancelRestAsync(desk.World.Actor, order.Id, [0], "enough", Token);
        Assert.Equal((1m, 2m, 1m, 1m, OrderProgress.Full), await desk.ShippedAsync(order));
        Assert.Equal([2m, 1m], [(await desk.DemandAsync(order, Cables)).Needed, (await desk.DemandAsync(order, Plugs)).Needed]);
        Assert.Equal(0m, (await desk.DemandAsync(order, Plugs)).Picked());
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.DeliverAsync(order, Cables, 1m)));
        await desk.Stock.RequireRightAsync(Desk.Plug.Id);
    }

    [Fact]
    public async Task What_was_shipped_by_hand_before_its_goods_were_stocked_stays_shipped()
    {
        var desk = await Desk.OpenAsync(isStocked: false);
        var order = await desk.OrderAsync(3m);
        await desk.Sales.Orders.FulfilAsync(desk.World.Actor, order.Id, 0, 1m, cancellationToken: Token);
        await desk.StockPlugsAsync();
        Assert.Equal([4m, 2m], [(await desk.DemandAsync(order, Cables)).Needed, (await desk.DemandAsync(order, Plugs)).Needed]);
        await desk.DeliverAsync(order, Plugs, 2m);
        await desk.DeliverAsync(order, Cables, 3m);
        Assert.Equal((2m, 5m, 3m, 2m, OrderProgress.Part), await desk.ShippedAsync(order));
        await desk.DeliverAsync(order, Cables, 1m);
        Assert.Equal((3m, 6m, 3m, 3m, OrderProgress.Full), await desk.ShippedAsync(order));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Components_that_leave_at_the_same_moment_make_one_bundle(string store)
    {
        var desk = await Desk.OpenAsync(store);
        for (var n = 0; n < Depth.Of(10, 200); n++)
        {
            var order = await desk.OrderAsync(1m);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.DeliverAsync(order, Cables, 2m),
                1 => desk.DeliverAsync(order, Plugs, 1m),
                2 => desk.DeliverAsync(order, Plugs, 1m),
                _ => Task.CompletedTask,
            });
            Assert.Equal([null, null, null, InventoryErrors.ExceedsNeeded], codes);
            Assert.Equal((1m, 2m, 1m, 1m, OrderProgress.Full), await desk.ShippedAsync(order));
            await desk.Stock.ReceiveAsync(2m, 20m);
            await desk.ReceivePlugsAsync(1m);
        }
    }

    /// <summary>Cables and plugs, of which a kit holds two and one, with a service.</summary>
    private sealed record Desk(StockDesk Stock, OrderDesk Sales, DeliveryService Deliveries)
    {
        internal static Product Plug { get; } = Goods("plug");

        private static Product Kit { get; } = Goods("kit") with
        {
            Kind = ProductKind.Bundle,
            Contents = [new(new(2000, 1, 1), [new(Cable.Id, 2m), new(Plug.Id), new(AProduct.Id)])],
        };

        internal Psa.Domain.Tests.Runs.AWorld World => Stock.World;

        internal static async Task<Desk> OpenAsync(string? store = null, bool isStocked = true)
        {
            var stock = await StockDesk.OpenAsync(store);
            var desk = new Desk(stock, await OrderDesk.InAsync(stock.World), new(stock.World.Store, stock.World.Clock, new OrderedIdGenerator(stock.World.Clock), new TaxTableCalculator()));
            await desk.World.AddAsync(Plug, Kit);
            await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, .. new[] { Cable.Id, Plug.Id }.Select(id => new PriceListItem(id, "C62", [new(new(2000, 1, 1), Price(10m))]))] });
            if (isStocked)
            {
                await desk.StockPlugsAsync();
            }
            else
            {
                await stock.Features.SwitchAsync(Ada, Psa.Features.Feature.Inventory, isOn: false, Token);
            }

            return desk;
        }

        internal async Task StockPlugsAsync()
        {
            await Stock.Features.SwitchAsync(Ada, Psa.Features.Feature.Inventory, isOn: true, Token);
            await Stock.Inventory.StockAsync(Ada, Plug.Id, CostMethod.Average, cancellationToken: Token);
            await Stock.ReceiveAsync(10m, 100m);
            await ReceivePlugsAsync(10m);
        }

        internal Task<StockMove> ReceivePlugsAsync(decimal quantity) => Stock.Stock.ReceiveAsync(Will, new(Plug.Id, quantity, Eur(quantity)), Token);

        internal Task<Order> OrderAsync(decimal kits) =>
            Sales.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(100m, kits, "Kit") with { Product = Kit.Id }), one => one with { Invoicing = InvoicePolicy.Shipped });

        internal async Task<Demand> DeliverAsync(Order order, int line, decimal quantity) =>
            (await Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, line), [new(Stock.Main, quantity)], cancellationToken: Token)).Demand;

        internal Task<Demand> UndoAsync(Order order, int line, StockDelivery delivery, decimal quantity) =>
            Deliveries.UndoAsync(Will, DemandSource.Of(order.Id, line), delivery.Sequence, quantity, "wrong door", cancellationToken: Token);

        internal async Task<Demand> DemandAsync(Order order, int line) => (await Deliveries.FindAsync(Will, DemandSource.Of(order.Id, line), Token))!;

        /// <summary>What is shipped of the kit, its cables, its plugs and its service.</summary>
        internal async Task<(decimal Kits, decimal Cables, decimal Plugs, decimal Service, OrderProgress Progress)> ShippedAsync(Order order) =>
            await Sales.ReadAsync(order) is var now ? (now.Quantities[0].Shipped, now.Quantities[1].Shipped, now.Quantities[2].Shipped, now.Quantities[3].Shipped, now.FulfilmentProgress) : default;

        internal async Task<decimal> BilledAsync(Order order) =>
            (await World.AllItemsAsync()).Where(item => item.SourceId == order.Id.Value && !item.Released).Sum(item => item.Net.Amount);
    }
}

using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Orders;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Orders;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Lines of orders that are delivered from stock: what is shipped of them is the sum of their deliveries, and canceling frees what is picked (R-ORDER-STATE).</summary>
public sealed class OrderDeliveryTests
{
    [Fact]
    public async Task What_is_delivered_is_shipped_and_closes_the_order()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.Sales.SubmitAsync(ACable(4m), ALine(5m));
        Assert.Equal(OrderErrors.OfStock, await RefusedAsync(() => desk.FulfilAsync(order, 0, 1m)));
        await desk.FulfilAsync(order, 1, 1m);
        await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m));
        Assert.Equal((1m, OrderProgress.Part), Of(await desk.Sales.ReadAsync(order)));
        await desk.PickAsync(order, new StockPick(desk.Stock.Main, 2m));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 4m))));
        await desk.DeliverAsync(order);
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        var all = await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m));
        Assert.Equal((4m, OrderProgress.Full), Of(await desk.Sales.ReadAsync(order)));
        Assert.Equal(OrderStatus.Closed, (await desk.Sales.ReadAsync(order)).Status);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.PickAsync(order, new StockPick(desk.Stock.Main, 1m))));

        // it opens again, and closes when the goods go out after all
        await desk.UndoAsync(order, all.Deliveries[^1], 1m);
        var open = await desk.Sales.ReadAsync(order);
        Assert.Equal((OrderStatus.Submitted, 3m), (open.Status, open.Quantities[0].Shipped));
        await desk.DeliverAsync(order);
        var closed = await desk.Sales.ReadAsync(order);
        Assert.Equal((OrderStatus.Closed, 4m), (closed.Status, closed.Quantities[0].Shipped));
        Assert.Equal([1m, 2m, 1m, -1m, 1m], closed.Fulfilments.Where(one => one.Line == 0).Select(one => one.Quantity));
        Assert.Equal((6m, 60m), await desk.Stock.AtAsync(desk.Stock.Main));
        Assert.Equal(3, (await desk.Sales.EventsAsync(order)).Count(one => one.Kind == EventKinds.OrderClosed));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_canceled_rest_frees_what_is_picked_and_an_undone_delivery_is_needed_again()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.Sales.SubmitAsync(ACable(4m));
        await desk.PickAsync(order, new StockPick(desk.Stock.Main, 3m));
        var first = await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m));
        Assert.Equal(2m, first.Picked());
        await desk.Sales.Orders.CancelRestAsync(desk.World.Actor, order.Id, [], "not wanted", Token);
        Assert.Equal(0m, (await desk.FindAsync(order))!.Picked());
        Assert.Equal(9m, (await desk.FreeAsync(desk.Stock.Main)));
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        Assert.Equal(OrderStatus.Closed, (await desk.Sales.ReadAsync(order)).Status);

        await desk.UndoAsync(order, first.Deliveries[0], 1m);
        var open = await desk.Sales.ReadAsync(order);
        Assert.Equal((OrderStatus.Submitted, 0m, 3m), (open.Status, open.Quantities[0].Shipped, open.Quantities[0].Canceled));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.PickAsync(order, new StockPick(desk.Stock.Main, 1m))));
        await desk.DeliverAsync(order);
        Assert.Equal(OrderStatus.Closed, (await desk.Sales.ReadAsync(order)).Status);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_canceled_order_frees_all_and_gets_nothing_more()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.Sales.SubmitAsync(ACable(4m), ACable(2m));
        await desk.PickAsync(order, new StockPick(desk.Stock.Main, 4m));
        await desk.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 1), cancellationToken: Token);
        Assert.Equal(4m, await desk.FreeAsync(desk.Stock.Main));
        Assert.Equal(OrderStatus.Canceled, (await desk.Sales.Orders.CancelAsync(desk.World.Actor, order.Id, "not wanted", Token)).Status);

        Assert.Equal(10m, await desk.FreeAsync(desk.Stock.Main));
        Assert.Equal(OrderErrors.NotSubmitted, await RefusedAsync(() => desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m))));
        var draft = await desk.Sales.DraftAsync(ACable(1m));
        Assert.Equal(OrderErrors.NotSubmitted, await RefusedAsync(() => desk.PickAsync(draft, new StockPick(desk.Stock.Main, 1m))));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_under_way_for_a_canceled_order_arrives_as_anybodys(bool isSerialized)
    {
        var desk = await Desk.OpenAsync(isSerialized);
        var order = await desk.Sales.SubmitAsync(ACable(4m));
        await desk.PickAsync(order, desk.Goods(4m, 0));
        var sent = await desk.SendAsync(order, desk.Goods(1m, 0));
        var other = await desk.SendAsync(order, desk.Goods(2m, 1));
        await desk.Stock.Stock.ArriveAsync(Will, other.Id, 1m, desk.Goods(1m, 1).Serials, Token);
        await desk.Sales.Orders.CancelAsync(desk.World.Actor, order.Id, "not wanted", Token);
        await desk.Stock.RequireRightAsync();

        Assert.Empty((await desk.FindAsync(order))!.Picks);
        await desk.Stock.Stock.ArriveAsync(Will, sent.Id, serials: desk.Goods(1m, 0).Serials, cancellationToken: Token);
        await desk.Stock.Stock.ArriveAsync(Will, other.Id, serials: desk.Goods(1m, 2).Serials, cancellationToken: Token);
        Assert.Equal((7m, 3m), (await desk.FreeAsync(desk.Stock.Main), await desk.FreeAsync(desk.Stock.Van)));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_shipped_is_invoiced_and_what_an_invoice_bills_is_not_undone()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.Sales.SubmitAsync(AContent(ACable(3m, 33.3333m)), one => one with { Invoicing = InvoicePolicy.Shipped });
        Assert.Equal(OrderErrors.NothingToInvoice, await RefusedAsync(() => desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token)));
        var first = await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m));
        var draft = (await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token)).Invoice!;
        Assert.Equal(33.33m, draft.Totals.TotalWithoutTax.Amount);
        await desk.World.Invoices.IssueAsync(desk.World.Actor, draft.Id, cancellationToken: Token);
        var second = await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 2m));
        Assert.Equal(66.67m, Assert.Single((await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token)).Items).Net.Amount);

        // what waits is taken back with the goods, what is invoiced isn't
        Assert.Equal(InventoryErrors.ExceedsDelivered, await RefusedAsync(() => desk.UndoAsync(order, second.Deliveries[1], 2.5m)));
        var undone = await desk.UndoAsync(order, second.Deliveries[1], 2m);
        Assert.Equal((1m, 2m), (undone.Delivered(), undone.Picked()));
        Assert.Equal((1m, 1m), (await desk.Sales.ReadAsync(order)).Quantities[0] is var left ? (left.Shipped, left.Invoiced) : default);
        Assert.Equal(33.33m, await desk.BilledAsync(order));
        Assert.Equal(InventoryErrors.Invoiced, await RefusedAsync(() => desk.UndoAsync(order, first.Deliveries[0], 1m)));
        await desk.DeliverAsync(order);
        await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token);
        Assert.Equal(100m, await desk.BilledAsync(order));
        Assert.Equal(OrderStatus.Closed, (await desk.Sales.ReadAsync(order)).Status);
    }

    [Fact]
    public async Task What_was_invoiced_as_ordered_may_be_undone()
    {
        var desk = await Desk.OpenAsync();
        var order = await desk.Sales.SubmitAsync(ACable(3m));
        var draft = (await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = true }, Token)).Invoice!;
        await desk.World.Invoices.IssueAsync(desk.World.Actor, draft.Id, cancellationToken: Token);
        var demand = await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 3m));
        Assert.Equal(OrderStatus.Closed, (await desk.Sales.ReadAsync(order)).Status);
        await desk.UndoAsync(order, demand.Deliveries[0], 2m);
        Assert.Equal((1m, OrderProgress.Part), Of(await desk.Sales.ReadAsync(order)));
        Assert.Equal(30m, await desk.BilledAsync(order));
    }

    [Fact]
    public async Task Of_bundles_components_are_picked_and_what_comes_back_is_fulfilled_by_hand()
    {
        var desk = await Desk.OpenAsync();
        var kit = Goods("kit") with { Kind = ProductKind.Bundle, Contents = [new(new(2000, 1, 1), [new(Cable.Id, 2m)])] };
        await desk.World.AddAsync(kit);
        Assert.Equal(InventoryErrors.NotStocked, await RefusedAsync(() => desk.Stock.Inventory.StockAsync(Ada, kit.Id, CostMethod.Average, cancellationToken: Token)));
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Cable.Id, "C62", [new(new(2000, 1, 1), Price(10m))]), new(kit.Id, "C62", [new(new(2000, 1, 1), Price(20m))])] });
        var order = await desk.Sales.SubmitAsync(new NewDocumentLine { Text = "Kit", Product = kit.Id, Quantity = 2m }, ACable(-2m));
        Assert.Equal([BundleRole.Heading, BundleRole.Component, BundleRole.None], order.Lines.Select(line => line.Bundle));
        foreach (var (line, code) in new[] { (0, InventoryErrors.NotStocked), (2, InventoryErrors.NotStocked), (3, OrderErrors.BadLine) })
        {
            Assert.Equal(code, await RefusedAsync(() => desk.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, line), [new(desk.Stock.Main, 1m)], cancellationToken: Token)));
        }

        await desk.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 1), [new(desk.Stock.Main, 4m)], cancellationToken: Token);
        Assert.Equal(OrderErrors.OfStock, await RefusedAsync(() => desk.FulfilAsync(order, 0, 1m)));
        await desk.FulfilAsync(order, 2, -2m);
        Assert.Equal([0m, 0m, -2m], (await desk.Sales.ReadAsync(order)).Quantities.Select(one => one.Shipped));
        Assert.Equal(6m, await desk.FreeAsync(desk.Stock.Main));
    }

    [Fact]
    public async Task What_was_fulfilled_by_hand_before_counts_as_shipped()
    {
        var desk = await Desk.OpenAsync();
        var wire = Goods("wire");
        await desk.World.AddAsync(wire);
        var order = await desk.Sales.SubmitAsync(AContent(ACable(5m) with { Product = wire.Id }), one => one with { Invoicing = InvoicePolicy.Shipped });
        await desk.FulfilAsync(order, 0, 2m);
        await desk.Stock.Inventory.StockAsync(Ada, wire.Id, CostMethod.Average, cancellationToken: Token);
        await desk.Stock.Stock.ReceiveAsync(Will, new(wire.Id, 10m, Eur(100m)), Token);

        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 4m))));
        var demand = await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 2m));
        Assert.Equal((4m, OrderProgress.Part), Of(await desk.Sales.ReadAsync(order)));
        var draft = (await desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { Quantities = [new(0, 3m)], AtOnce = true }, Token)).Invoice!;
        await desk.World.Invoices.IssueAsync(desk.World.Actor, draft.Id, cancellationToken: Token);
        await desk.UndoAsync(order, demand.Deliveries[0], 1m);
        Assert.Equal(InventoryErrors.Invoiced, await RefusedAsync(() => desk.UndoAsync(order, demand.Deliveries[0], 1m)));
        Assert.Equal((3m, OrderProgress.Part), Of(await desk.Sales.ReadAsync(order)));

        // without the feature somebody counts by hand, and with it again that stays
        await desk.Deliveries.UnpickAsync(Will, DemandSource.Of(order.Id, 0), cancellationToken: Token);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        Assert.Equal("feature.disabled", await RefusedAsync(() => desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m))));
        await desk.FulfilAsync(order, 0, 4m);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Inventory, isOn: true, Token);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 2m))));
        await desk.DeliverAsync(order, new StockPick(desk.Stock.Main, 1m));
        Assert.Equal((5m, OrderProgress.Full), Of(await desk.Sales.ReadAsync(order)));
        await desk.Stock.RequireRightAsync(wire.Id);
    }

    private static (decimal Shipped, OrderProgress Progress) Of(Order order) => (order.Quantities[0].Shipped, order.FulfilmentProgress);

    private static NewDocumentLine ACable(decimal quantity, decimal price = 10m) => ALine(price, quantity, "Cable") with { Product = Cable.Id };

    private sealed record Desk(StockDesk Stock, OrderDesk Sales, DeliveryService Deliveries)
    {
        internal Psa.Domain.Tests.Runs.AWorld World => Stock.World;

        /// <summary>Ten cables for 100.00 in the main warehouse, of serials c0 to c9.</summary>
        internal static async Task<Desk> OpenAsync(bool isSerialized = false)
        {
            var stock = await StockDesk.OpenAsync(isSerialized: isSerialized);
            await stock.ReceiveAsync(10m, 100m, isSerialized ? [.. Enumerable.Range(0, 10).Select(n => $"c{n}")] : []);
            return new(stock, await OrderDesk.InAsync(stock.World), new(stock.World.Store, stock.World.Clock, new OrderedIdGenerator(stock.World.Clock), new TaxTableCalculator()));
        }

        /// <summary>So many in the main warehouse, from a serial on.</summary>
        internal StockPick Goods(decimal quantity, int first) =>
            new(Stock.Main, quantity, Stock.IsSerialized ? [.. Enumerable.Range(first, (int)quantity).Select(n => $"c{n}")] : []);

        internal Task<Order> FulfilAsync(Order order, int line, decimal shipped) => Sales.Orders.FulfilAsync(World.Actor, order.Id, line, shipped, cancellationToken: Token);

        internal Task<Demand> PickAsync(Order order, StockPick goods) => Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 0), [goods], cancellationToken: Token);

        internal async Task<Demand> DeliverAsync(Order order, params StockPick[] goods) =>
            (await Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [.. goods], cancellationToken: Token)).Demand;

        internal Task<Demand> UndoAsync(Order order, StockDelivery delivery, decimal quantity) =>
            Deliveries.UndoAsync(Will, DemandSource.Of(order.Id, 0), delivery.Sequence, quantity, "wrong door", cancellationToken: Token);

        internal Task<StockTransfer> SendAsync(Order order, StockPick goods) =>
            Stock.Stock.SendAsync(Will, new(Cable.Id, Stock.Main, Stock.Van, goods.Quantity, goods.Serials, DemandSource.Of(order.Id, 0)), Token);

        internal Task<Demand?> FindAsync(Order order) => Deliveries.FindAsync(Will, DemandSource.Of(order.Id, 0), Token);

        internal async Task<decimal> FreeAsync(Id<StockLocation> location) =>
            (await Stock.Inventory.ListAtAsync(Ada, location, Token)).AsEnumerable().Sum(balance => balance.OnHand - balance.Picked);

        internal async Task<decimal> BilledAsync(Order order) =>
            (await World.AllItemsAsync()).Where(item => item.SourceId == order.Id.Value && !item.Released).Sum(item => item.Net.Amount);
    }
}

using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Orders;
using Psa.Inventory;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What isn't taken, and what isn't shown to whom, where goods are bought and moved.</summary>
public sealed class PurchaseRefusalTests
{
    [Fact]
    public async Task How_a_product_is_stocked_changes_only_while_nothing_of_it_is_there_on_order_or_asked_for()
    {
        var desk = await ChargeDesk.OpenAsync();
        Task<StockedProduct> Change(bool isSerialized) => desk.Stock.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Fifo, isSerialized, cancellationToken: Token);
        await Change(isSerialized: false);
        var order = await desk.Stock.OrderAsync(await desk.Stock.VendorAsync(Currency.EUR), Cables(1m));
        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => Change(isSerialized: true)));
        await desk.Stock.Purchases.CancelAsync(Paul, order.Id, "too dear", Token);
        await Change(isSerialized: true);
        var charge = await desk.AskAsync(1m);
        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => Change(isSerialized: false)));
        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => desk.Stock.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Lifo, isSerialized: true, cancellationToken: Token)));
        await desk.Charges.CancelAsync(Eve, charge.Id, "not wanted", Token);
        await Change(isSerialized: false);
    }

    [Fact]
    public async Task Units_with_serials_are_whole()
    {
        var desk = await ChargeDesk.OpenAsync(isSerialized: true);
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        Assert.Equal(CatalogErrors.UnitNotWhole, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1.5m)], "PO-1"), Token)));
        Assert.Equal(CatalogErrors.UnitNotWhole, await RefusedAsync(() => desk.AskAsync(0.5m)));
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        Assert.Equal(CatalogErrors.UnitNotWhole, await RefusedAsync(() => sales.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(10m, 2.5m, "Cable") with { Product = Cable.Id }))));
    }

    [Fact]
    public async Task Nobody_counted_tomorrow()
    {
        var desk = await StockDesk.OpenAsync();
        await desk.ReceiveAsync(2m, 20m);
        StockCount Count(Instant at) => new(Cable.Id, desk.Main, 1m, at, "count");
        Assert.Equal(MoneyErrors.OutOfRange, await RefusedAsync(() => desk.Stock.CountAsync(Will, Count(desk.World.Clock.GetCurrentInstant().Plus(Duration.FromSeconds(1))), Token)));
        Assert.Single(await desk.Stock.CountAsync(Will, Count(desk.World.Clock.GetCurrentInstant()), Token));
    }

    [Fact]
    public async Task Numbers_are_trimmed()
    {
        var desk = await StockDesk.OpenAsync();
        var vendor = await desk.VendorAsync(Currency.EUR, " V1\u2060");
        Assert.Equal("V1", vendor.Number);
        var order = await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1m)], "\u00a0PO-1 "), Token);
        Assert.Equal("PO-1", order.Number);
        await desk.Purchases.SubmitAsync(Paul, order.Id, Token);
        var invoice = await desk.Purchases.RecordInvoiceAsync(Ada, new(vendor.Id, " R7 ", Start, Currency.EUR, [new(order.Id, 0, null, 1m, UnitPrice.Of(10m, Currency.EUR))]), Token);
        Assert.Equal("R7", invoice.Number);
        var sold = await desk.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(9m, Currency.EUR), "C62", " W-7 ")], Token);
        Assert.Equal("W-7", sold.Vendors[0].Number);
    }

    [Fact]
    public async Task Answers_of_writes_show_costs_to_who_views_them_alone()
    {
        var desk = await StockDesk.OpenAsync();
        var came = await desk.ReceiveAsync(10m, 100m);
        Assert.Equal((0m, (Money?)null, 0), (came.Value.Amount, came.Given, came.Layers.Count));
        var adjusted = await desk.Stock.AdjustAsync(Will, new(Cable.Id, desk.Main, -1m, "broken"), Token);
        var disposed = await desk.Stock.DisposeOfAsync(Will, new(Cable.Id, desk.Main, -1m, "broken"), Token);
        var carried = await desk.CarryAsync(1m, desk.Main, desk.Van);
        var counted = Assert.Single(await desk.Stock.CountAsync(Will, new(Cable.Id, desk.Main, 6m, desk.World.Clock.GetCurrentInstant(), "count"), Token));
        var back = await desk.Stock.TakeBackAsync(Will, new(new(Cable.Id, came.Sequence), 1m), Token);
        Assert.All([adjusted, disposed, carried, counted, back], move => Assert.Equal(0m, move.Value.Amount));
        Assert.Equal(10m, (await desk.Stock.DisposeOfAsync(Ada, new(Cable.Id, desk.Main, -1m, "broken"), Token)).Value.Amount);

        var order = await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(2m));
        order = (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m)], cancellationToken: Token)).Order;
        Assert.Equal(0m, order.Lines[0].Price.Amount);
        order = await desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, order.Lines[0].Receipts[0].Sequence, 1m, Reason: "miscounted"), Token);
        Assert.Equal(0m, order.Lines[0].Price.Amount);
        Assert.Equal(10m, (await desk.Purchases.FindAsync(Paul, order.Id, Token))!.Lines[0].Price.Amount);
    }

    [Fact]
    public async Task Clients_see_their_own_devices()
    {
        var desk = await ChargeDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(1m, 10m, "A1");
        await desk.DeliverAsync(await desk.AskAsync(1m), new StockPick(desk.Stock.Main, 1m, ["A1"]));
        var devices = new DeviceService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        Actor Client(Role role, Guid customer) => Actor.Create(Tenant, UserId.Of("carl"), "carl", [role], AccessTable.Default, customer);
        var device = Assert.Single(await devices.ListAsync(Client(Role.Client, desk.Customer.Id.Value), desk.Customer.Id, Token));
        Assert.Equal(device, await devices.FindAsync(Client(Role.ClientManager, desk.Customer.Id.Value), device.Id, Token));
        var stranger = Client(Role.ClientManager, DerivedId.Create<Product>(Tenant, "nobody").Value);
        Assert.Null(await devices.FindAsync(stranger, device.Id, Token));
        Assert.Empty(await devices.ListAsync(stranger, desk.Customer.Id, Token));
        Assert.Single(await devices.ListAsync(Someone("hr", Role.HumanResources), desk.Customer.Id, Token));
    }

    [Fact]
    public async Task Clients_see_how_far_what_they_asked_for_is_and_not_why()
    {
        var desk = await DemandOrderTests.OpenAsync();
        var carl = Actor.Create(Tenant, UserId.Of("carl"), "carl", [Role.Client], AccessTable.Default, desk.Customer.Id.Value);
        var charge = await desk.AskAsync(3m);
        async Task<Demand> SeenAsync()
        {
            var seen = (await desk.Deliveries.FindAsync(carl, DemandSource.Of(charge.Id), Token))!;
            Assert.Equal(await DemandOrderTests.StatusAsync(desk, charge), seen.Status);
            Assert.True(string.IsNullOrEmpty(seen.HoldNote) && seen.Approval is null or { Cost: null, Given.IsEmpty: true });
            Assert.All(seen.Assignments.Concat(seen.Picks), static one => Assert.Equal(new(default, one.Quantity), one));
            Assert.All(seen.Allocations, static one => Assert.Equal(new(default, 0, one.Quantity), one));
            return seen;
        }

        Assert.Equal(DemandStatus.NeedToOrder, (await SeenAsync()).Status);
        await desk.Demands.HoldAsync(Paul, DemandSource.Of(charge.Id), "dear customer", Token);
        Assert.Equal(DemandStatus.Pending, (await SeenAsync()).Status);
        await desk.Demands.FreeAsync(Paul, DemandSource.Of(charge.Id), Token);
        await desk.Demands.SetApprovalsAsync(Ada, new(Start, [Eur(1m)]), Token);
        await desk.Demands.HoldAsync(Paul, DemandSource.Of(charge.Id), "dear customer", Token);
        await desk.Demands.FreeAsync(Paul, DemandSource.Of(charge.Id), Token);
        Assert.Equal(DemandStatus.WaitingApproval, (await SeenAsync()).Status);
        await desk.Demands.ApproveAsync(ApprovalTests.Dora, DemandSource.Of(charge.Id), cancellationToken: Token);
        var order = await desk.Stock.OrderAsync(await desk.Stock.VendorAsync(Currency.EUR), Cables(3m, 0.1m) with { For = [new(DemandOrderTests.IdOf(charge), 3m)] });
        Assert.Equal((DemandStatus.OnOrder, 3m), (await SeenAsync()) is var ordered ? (ordered.Status, ordered.Allocated()) : default);
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 3m)], cancellationToken: Token);
        Assert.Equal((DemandStatus.ToPick, 3m), (await SeenAsync()) is var there ? (there.Status, there.Assigned()) : default);
        await desk.PickAsync(charge);
        Assert.Equal(DemandStatus.ReadyToShip, (await SeenAsync()).Status);
        await desk.DeliverAsync(charge);
        Assert.Equal(DemandStatus.Delivered, (await SeenAsync()).Status);
    }
}

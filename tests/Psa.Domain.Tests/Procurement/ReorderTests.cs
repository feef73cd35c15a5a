using Psa.Catalog;
using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Orders of what stock lacks (R-REORDER).</summary>
public sealed class ReorderTests
{
    [Fact]
    public async Task A_van_is_refilled_by_transfer_first_and_the_rest_is_ordered()
    {
        var (desk, vendor) = await DeskAsync();
        var attic = (await desk.LocationAsync("Attic", LocationKind.Warehouse)).Id;
        await desk.ReceiveAsync(5m, 50m);
        await desk.CarryAsync(2m, desk.Main, attic);
        await desk.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Van, 6m, 9m, cancellationToken: Token);

        var line = Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Van, Token));
        Assert.Equal((9m, 4m), (line.Suggested, line.ToOrder()));
        Assert.Equal([new(desk.Main, 3m), new(attic, 2m)], line.Transfers);
        var order = Assert.Single(await desk.Purchases.ReorderAsync(Paul, [line], cancellationToken: Token));

        Assert.Equal((vendor.Id, PurchaseOrderStatus.New, "P1", 4m, 9.5m), (order.Vendor, order.Status, order.Number, order.Lines[0].Quantity, order.Lines[0].Price.Amount));
        Assert.Empty(await desk.Purchases.ReorderAsync(Paul, [line with { Suggested = 5m }], cancellationToken: Token));

        // it counts at the van to which it goes, and comes there
        await desk.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Main, 6m, 6m, cancellationToken: Token);
        var again = Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Van, Token));
        Assert.Equal((4m, 5m, 0m), (again.OnOrder, again.Suggested, again.ToOrder()));
        Assert.Equal((0m, 3m), Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token)) is var main ? (main.OnOrder, main.ToOrder()) : default);
        await desk.Purchases.SubmitAsync(Paul, order.Id, Token);
        await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 3m), new(0, 1m, attic)], cancellationToken: Token);
        Assert.Equal((3m, 3m), ((await desk.AtAsync(desk.Van)).OnHand, (await desk.AtAsync(attic)).OnHand));
        Assert.Equal(InventoryErrors.BadQuantity, await RefusedAsync(() => desk.Purchases.ReorderAsync(Paul, [line with { Suggested = 4m }], cancellationToken: Token)));
    }

    [Fact]
    public async Task A_warehouse_is_refilled_by_its_vendors_and_not_from_another()
    {
        var (desk, _) = await DeskAsync();
        var attic = (await desk.LocationAsync("Attic", LocationKind.Warehouse)).Id;
        await desk.ReceiveAsync(5m, 50m);
        await desk.Inventory.SaveItemAsync(Ada, Cable.Id, attic, 1m, 3m, cancellationToken: Token);

        Assert.Equal((0, 3m), Assert.Single(await desk.Inventory.ListReorderAsync(Will, attic, Token)) is var line ? (line.Transfers.Count, line.ToOrder()) : default);
    }

    [Fact]
    public async Task Each_vendor_gets_one_order_in_its_unit_once_under_an_id()
    {
        var (desk, first) = await DeskAsync();
        var second = await desk.VendorAsync(Currency.USD, "V2");
        var group = new UnitGroup { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("box", 10)] };
        var (screw, nail) = (Goods("screw") with { UnitGroup = group.Id }, Goods("nail"));
        await desk.World.AddAsync(group, screw, nail);
        foreach (var product in (Product[])[screw, nail])
        {
            await desk.Inventory.StockAsync(Ada, product.Id, CostMethod.Fifo, cancellationToken: Token);
        }

        ReorderLine Lacks(Product product, decimal quantity, Id<StockLocation>? at = null) => new(product.Id, at ?? desk.Main, 0m, 0m, 0m, quantity);
        ValueList<ReorderLine> lines = [Lacks(Cable, 2.5m), Lacks(screw, 12m), Lacks(nail, 3m), Lacks(screw, 9m, desk.Van)];
        Assert.Equal(ProcurementErrors.VendorMissing, await RefusedAsync(() => desk.Purchases.ReorderAsync(Paul, lines, cancellationToken: Token)));
        await desk.Purchases.SaveProductVendorsAsync(Paul, screw.Id, [new(second.Id, UnitPrice.Of(45m, Currency.USD), "box"), new(first.Id, UnitPrice.Of(4m, Currency.EUR), "C62")], Token);
        await desk.Purchases.SaveProductVendorsAsync(Paul, nail.Id, [new(first.Id, UnitPrice.Of(1m, Currency.EUR), "C62")], Token);

        var id = new Id<PurchaseOrder>(new("0192d4e0-7b1f-7c3a-8e55-0000000000c1"));
        var orders = await desk.Purchases.ReorderAsync(Paul, lines, id, Token);
        var made = await desk.Purchases.ListAsync(Paul, PurchaseOrderStatus.New, Token);
        Assert.Equal(orders, await desk.Purchases.ReorderAsync(Paul, lines, id, Token));
        Assert.Equal(made, await desk.Purchases.ListAsync(Paul, PurchaseOrderStatus.New, Token));

        Assert.Equal((2, id), (orders.Count, orders[0].Id));
        var (euros, dollars) = (orders.Single(order => order.Vendor == first.Id), orders.Single(order => order.Vendor == second.Id));
        Assert.Equal(["P1", "P2"], orders.Select(order => order.Number));
        Assert.Equal([(desk.Main, 2m, "box"), (desk.Van, 1m, "box")], dollars.Lines.Select(line => (line.Location!.Value, line.Quantity, line.Unit)).OrderBy(line => line.Item1 == desk.Van));
        Assert.Equal([(Cable.Id, 2.5m), (nail.Id, 3m)], euros.Lines.Select(line => (line.Product, line.Quantity)).OrderByDescending(line => line.Product == Cable.Id));
        await desk.Purchases.SaveVendorAsync(Paul, first with { IsActive = false }, Token);
        Assert.Equal(ProcurementErrors.VendorInactive, await RefusedAsync(() => desk.Purchases.ReorderAsync(Paul, [Lacks(nail, 30m)], cancellationToken: Token)));
    }

    [Fact]
    public async Task What_is_suggested_is_ordered_once_however_often_it_is_built()
    {
        var (desk, vendor) = await DeskAsync();
        await desk.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Main, 2m, 5m, cancellationToken: Token);
        var lines = await desk.Inventory.ListReorderAsync(Will, desk.Main, Token);
        Assert.Equal(5m, Assert.Single(await desk.Purchases.ReorderAsync(Paul, lines, cancellationToken: Token)).Lines[0].Quantity);

        // the order is new, and the vendor doesn't have it yet
        Assert.Empty(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token));
        Assert.Empty(await desk.Purchases.ReorderAsync(Paul, lines, cancellationToken: Token));
        await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1m)], "PO-7"), Token);
        Assert.Equal(1m, Assert.Single(await desk.Purchases.ReorderAsync(Paul, [lines[0] with { Suggested = 7m }], cancellationToken: Token)).Lines[0].Quantity);
    }

    [Fact]
    public async Task A_product_is_bought_from_each_vendor_at_one_price_in_its_currency()
    {
        var (desk, vendor) = await DeskAsync();
        ProductVendor Sells(decimal price, Currency? currency = null, string unit = "C62") => new(vendor.Id, UnitPrice.Of(price, currency ?? Currency.EUR), unit, "W-7");
        Task<PurchasedProduct> Save(params ProductVendor[] vendors) => desk.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [.. vendors], Token);

        Assert.Equal(ProcurementErrors.BadVendor, await RefusedAsync(() => Save(Sells(1m), Sells(2m))));
        Assert.Equal(ProcurementErrors.BadVendor, await RefusedAsync(() => Save(Sells(1m, Currency.USD))));
        Assert.Equal(ProcurementErrors.BadVendor, await RefusedAsync(() => Save(Sells(-1m))));
        Assert.Equal(CatalogErrors.UnitNotInGroup, await RefusedAsync(() => Save(Sells(1m, unit: "box"))));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Purchases.SaveProductVendorsAsync(Will, Cable.Id, [], Token)));
        await Save(Sells(8m));
        Assert.Equal((8m, "W-7"), (await desk.Purchases.FindProductVendorsAsync(Paul, Cable.Id, Token))!.Vendors.Single() is var one ? (one.Price.Amount, one.Number) : default);
        Assert.Equal(0m, (await desk.Purchases.FindProductVendorsAsync(Will, Cable.Id, Token))!.Vendors.Single().Price.Amount);
    }

    [Fact]
    public async Task Vendors_bring_goods_to_a_warehouse_or_van_that_takes_them()
    {
        var (desk, vendor) = await DeskAsync();
        Task<PurchaseOrder> Make(PurchaseOrderLine line, string number = "PO-9") => desk.Purchases.CreateAsync(Paul, new(vendor.Id, [line], number), Token);

        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => Make(Cables(1m) with { Location = desk.Lost })));
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedAsync(() => Make(Cables(1m) with { Location = desk.Van, IsDropShip = true })));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => Make(Cables(1m) with { Location = DerivedId.Create<StockLocation>(Tenant, "nowhere") }));
        var order = await desk.Purchases.SubmitAsync(Paul, (await Make(Cables(2m) with { Location = desk.Van })).Id, Token);
        Assert.Equal(ProcurementErrors.NotNew, await RefusedAsync(() => desk.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { Location = desk.Main }], Token)));

        // a van that is out of use by then: its due date changes still, and the receipt says where else
        var van = (await desk.Inventory.ListLocationsAsync(Ada, Token)).AsEnumerable().Single(one => one.Id == desk.Van);
        await desk.Inventory.SaveLocationAsync(Ada, van with { IsActive = false }, Token);
        await desk.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { DueOn = new(2025, 2, 1) }], Token);
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m)], cancellationToken: Token)));
        await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m, desk.Main)], cancellationToken: Token);
        Assert.Equal((2m, 20m), await desk.AtAsync(desk.Main));
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => Make(Cables(1m) with { Location = desk.Van }, "PO-10")));
    }

    private static async Task<(StockDesk Desk, Vendor Vendor)> DeskAsync()
    {
        var desk = await OpenAsync();
        var vendor = await desk.VendorAsync(Currency.EUR);
        await desk.NumberOrdersAsync();
        await desk.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(9.5m, Currency.EUR), "C62")], Token);
        return (desk, vendor);
    }
}

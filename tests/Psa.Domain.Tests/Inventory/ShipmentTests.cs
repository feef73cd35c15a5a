using FsCheck.Fluent;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Orders;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Orders;
using Psa.Payments;
using Psa.Sellers;
using Psa.Services;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>The delivery page: what is picked on which way, packed for whom and sent at once.</summary>
public sealed class ShipmentTests
{
    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Fact]
    public async Task What_leaves_at_once_is_delivered_and_billed_line_by_line()
    {
        var desk = await Desk.OpenAsync();
        var charge = await desk.Charges.AskAsync(3m);
        var order = await desk.OrderAsync(ACable(2m), ACable(4m), ACable(1m) with { Product = Desk.Plug.Id });
        await desk.Charges.PickAsync(charge);
        var shipment = new NewShipment(
            desk.Charges.Customer.Id,
            [new(DemandSource.Of(charge.Id)), desk.Line(order, 0, 2m), desk.Line(order, 1, 1m), desk.Line(order, 2, 1m)],
            " DHL ",
            Date: new(2025, 1, 3))
        { Id = Desk.NewId(1) };

        var sent = (await desk.Shipping.ShipAsync(Will, shipment, cancellationToken: Token)).Shipment;

        Assert.Equal(("DHL", null, new(2025, 1, 3)), (sent.Carrier, sent.TrackingNumber, sent.Date));
        Assert.Equal([3m, 2m, 1m, 1m], await Task.WhenAll(sent.Sources.Select(async source => (await desk.DemandAsync(source)).Delivered())));
        Assert.All(sent.Sources, source => Assert.Equal(sent.Id, Assert.Single(desk.DemandAsync(source).Result.Deliveries).Shipment));
        Assert.Equal([2m, 1m, 1m], (await desk.Sales.ReadAsync(order)).Quantities.Select(one => one.Shipped));
        Assert.Equal([2m, 1m, 1m], (await desk.Sales.ReadAsync(order)).Fulfilments.Select(one => one.Quantity));
        Assert.Equal(100m, await desk.Charges.BilledAsync(charge));
        Assert.Equal((5m, 50m), await desk.Stock.AtAsync(desk.Stock.Main));
        Assert.Equal(4, (await desk.Stock.EventsAsync()).Count(one => one.Kind == EventKinds.GoodsDelivered));
        await desk.Stock.RequireRightAsync();
        await desk.Stock.RequireRightAsync(Desk.Plug.Id);

        // the same call again delivers nothing more, and is none for another customer
        Assert.Equal(sent, (await desk.Shipping.ShipAsync(Will, shipment, cancellationToken: Token)).Shipment);
        Assert.Equal((5m, 50m), await desk.Stock.AtAsync(desk.Stock.Main));

        // the carrier says its number later
        var tracked = await desk.Shipping.TrackAsync(Will, sent.Id, "DHL", "JD014600003", Token);
        Assert.Equal(("DHL", "JD014600003"), (tracked.Carrier, tracked.TrackingNumber));
        Assert.Equal([tracked], await desk.Shipping.ListAsync(Will, desk.Charges.Customer.Id, Token));
        Assert.Equal(tracked, await desk.Shipping.TrackAsync(Will, sent.Id, "DHL ", "JD014600003", Token));
        Assert.Equal(2, (await desk.Stock.EventsAsync()).Count(one => one.Kind == EventKinds.ShipmentChanged));
    }

    [Theory]
    [InlineData("Client")]
    [InlineData("ClientManager")]
    public async Task Clients_see_what_is_sent_to_them_and_those_they_pay_for(string role)
    {
        var desk = await Desk.OpenAsync();
        var (charge, order) = (await desk.Charges.AskAsync(3m), await desk.OrderAsync(ACable(2m), ACable(1m)));
        await desk.Charges.PickAsync(charge);
        var sent = (await desk.ShipAsync(new ShipmentLine(DemandSource.Of(charge.Id)), desk.Line(order, 0, 2m))).Shipment;
        await desk.Charges.Demands.HoldAsync(Procurement.BuyingDesk.Paul, DemandSource.Of(order.Id, 1), "wait", Token);
        var payer = ACustomer("P9") with { BillingInformation = desk.Charges.Customer.BillingInformation };
        await desk.World.AddAsync(payer);
        var (own, other) = (Of(desk.Charges.Customer.Id), Of(payer.Id));

        Assert.Equal([sent], await desk.Shipping.ListAsync(own, sent.Customer, Token));
        Assert.Equal([3m, 2m], (await desk.Shipping.PackingListAsync(own, sent.Id, Token)).Lines.Select(line => line.Quantity));
        Assert.Equal((3m, null, []), await desk.Charges.Deliveries.FindAsync(own, DemandSource.Of(charge.Id), Token) is { } seen ? (seen.Delivered(), seen.Deliveries[0].Location, seen.Picks) : default);
        Assert.Equal((string.Empty, DemandStatus.Pending), (await desk.Charges.Deliveries.FindAsync(own, DemandSource.Of(order.Id, 1), Token))! is var held ? (held.HoldNote, held.Status) : default);
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Shipping.PackingListsAsync(own, cancellationToken: Token)));

        // others' are as if they were not there, until their payer asks
        Assert.Empty(await desk.Shipping.ListAsync(other, sent.Customer, Token));
        Assert.Equal(PsaErrors.NotFound, await RefusedAsync(() => desk.Shipping.PackingListAsync(other, sent.Id, Token)));
        Assert.Null(await desk.Charges.Deliveries.FindAsync(other, DemandSource.Of(charge.Id), Token));
        Assert.Null(await desk.Charges.Deliveries.FindAsync(other, DemandSource.Of(order.Id, 0), Token));
        await desk.World.UpdateAsync(desk.Charges.Customer with { Payer = payer.Id });
        Assert.Equal([sent], await desk.Shipping.ListAsync(other, sent.Customer, Token));
        Assert.Equal(2m, (await desk.Charges.Deliveries.FindAsync(other, DemandSource.Of(order.Id, 0), Token))!.Delivered());

        Actor Of(Id<Psa.Customers.Customer> customer) => Actor.Create(Tenant, UserId.Of("carl"), "Carl", [Role.Of(role)], AccessTable.Default, customer.Value);
    }

    [Fact]
    public async Task Either_all_lines_leave_or_none()
    {
        var desk = await Desk.OpenAsync();
        var (one, other) = (await desk.Charges.AskAsync(3m), await desk.Charges.AskAsync(2m));
        var foreign = await desk.Sales.SubmitAsync(ACable(1m));
        await desk.Charges.PickAsync(one);
        ValueList<DemandSource> both = [DemandSource.Of(one.Id), DemandSource.Of(other.Id)];
        async Task<string> CodeAsync(params ShipmentLine[] lines) => await RefusedAsync(() => desk.ShipAsync(lines));

        Assert.Equal(InventoryErrors.BadShipment, await CodeAsync());
        Assert.Equal(InventoryErrors.BadShipment, await CodeAsync(new(both[0]), new(both[0], [new(desk.Stock.Main, 1m)])));
        Assert.Equal(InventoryErrors.BadShipment, await CodeAsync(new(both[0]), new(both[0] with { Line = 1 })));
        Assert.Equal(InventoryErrors.BadShipment, await CodeAsync(new(both[0]), new(DemandSource.Of(foreign.Id, 0), [new(desk.Stock.Main, 1m)])));
        Assert.Equal(InventoryErrors.Insufficient, await CodeAsync(new(both[0]), new(both[1])));
        Assert.Equal(InventoryErrors.ExceedsNeeded, await CodeAsync(new(both[0]), new(both[1], [new(desk.Stock.Main, 3m)])));
        Assert.Equal("value.missing", await RefusedAsync(() => desk.Shipping.ShipAsync(Will, new(desk.Charges.Customer.Id, [null!]), cancellationToken: Token)));
        Assert.Equal((0m, 0m, 3m), ((await desk.DemandAsync(both[0])).Delivered(), (await desk.DemandAsync(both[1])).Delivered(), (await desk.DemandAsync(both[0])).Picked()));
        Assert.Empty(await desk.Shipping.ListAsync(Will, desk.Charges.Customer.Id, Token));

        await desk.ShipAsync(new(both[0]), new(both[1], [new(desk.Stock.Main, 2m)]));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task The_payers_credit_is_asked_before_anything_leaves()
    {
        var desk = await Desk.OpenAsync();
        var charge = await desk.Charges.AskAsync(3m);
        var (settings, credit) = (new SettingsService(desk.World.Store, desk.World.Clock), new CreditService(desk.World.Store, desk.World.Clock));
        await credit.HoldAsync(Ada, desk.Charges.Customer.Id, "doesn't pay", cancellationToken: Token);
        ShipmentLine line = new(DemandSource.Of(charge.Id), [new(desk.Stock.Main, 1m)]);
        Assert.Equal([CreditErrors.OnHold], (await desk.ShipAsync(line)).Warnings.Select(warning => warning.Code));

        await settings.SaveAsync(Ada, (await settings.GetAsync(Ada, Token)) with { CreditPolicy = CreditPolicy.Refuse }, Token);
        Assert.Equal(CreditErrors.OnHold, await RefusedAsync(() => desk.ShipAsync(line)));
        Assert.Equal("access.denied", await RefusedAsync(() => desk.PassAsync(Will, "urgent", line)));
        Assert.Equal(1m, (await desk.DemandAsync(line.Source)).Delivered());
        Assert.Single((await desk.PassAsync(Ada, "urgent", line)).Warnings);
        Assert.Equal(2m, (await desk.DemandAsync(line.Source)).Delivered());
    }

    [Fact]
    public async Task A_packing_list_names_the_serials_that_go_to_each_customer()
    {
        var desk = await Desk.OpenAsync(isSerialized: true);
        var charge = await desk.Charges.AskAsync(3m);
        desk.World.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        var order = await desk.Sales.SubmitAsync(ACable(2m));
        var source = DemandSource.Of(charge.Id);
        await desk.Charges.PickAsync(charge, new StockPick(desk.Stock.Main, 2m, ["c1", "c2"]), new StockPick(desk.Stock.Main, 1m, ["c3"]));
        await desk.Charges.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m, ["c4"])], cancellationToken: Token);

        // by itself only what is ready, by name what is picked
        var lists = await desk.Shipping.PackingListsAsync(Will, cancellationToken: Token);
        Assert.Equal([new PackingList(desk.Charges.Customer.Id, [new(source, Cable.Id, "Cable", 3m, "C62", ["c1", "c2", "c3"])])], lists);
        lists = await desk.Shipping.PackingListsAsync(Will, [DemandSource.Of(order.Id, 0), source], Token);
        Assert.Equal([(desk.Charges.Customer.Id, 3m), (desk.Sales.Customer.Id, 1m)], lists.Select(list => (list.Customer, list.Lines.Single().Quantity)));

        var sent = (await desk.ShipAsync(new ShipmentLine(source))).Shipment;
        Assert.Empty(await desk.Shipping.PackingListsAsync(Will, cancellationToken: Token));
        Assert.Equal(["c1", "c2", "c3"], (await desk.Shipping.PackingListAsync(Will, sent.Id, Token)).Lines.Single().Serials.Order(StringComparer.Ordinal));

        // what is undone didn't leave with it
        var delivery = (await desk.DemandAsync(source)).Deliveries[0];
        await desk.Charges.UndoAsync(charge, delivery, 1m, "c2");
        var list = await desk.Shipping.PackingListAsync(Will, sent.Id, Token);
        Assert.Equal((sent, 2m), (list.Shipment, list.Lines.Single().Quantity));
        Assert.Equal(["c1", "c3"], list.Lines.Single().Serials.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pick_list_goes_from_shelf_to_shelf()
    {
        var desk = await Desk.OpenAsync();
        await desk.Stock.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Stock.Main, 0m, 0m, "A10", Token);
        await desk.Stock.Inventory.SaveItemAsync(Ada, Desk.Plug.Id, desk.Stock.Main, 0m, 0m, "A2", Token);
        var charge = await desk.Charges.AskAsync(3m);
        var order = await desk.OrderAsync(ACable(2m), ACable(1m) with { Product = Desk.Plug.Id }, ACable(2m) with { Product = Desk.Free.Id });
        var large = await desk.OrderAsync(ACable(50m));

        var stops = await desk.Shipping.PickListAsync(Will, cancellationToken: Token);

        // what is not all there waits, and what needs no procurement lies where its product usually does, on no shelf
        Assert.Equal([("A2", Desk.Plug.Id, 1m), ("A10", Cable.Id, 5m), (null, Desk.Free.Id, 2m)], stops.Select(stop => (stop.Bin, stop.Product, stop.Quantity)));
        Assert.Equal([new(DemandSource.Of(charge.Id), 3m, "C62"), new(DemandSource.Of(order.Id, 0), 2m, "C62")], stops[1].For);
        Assert.All(stops, stop => Assert.Equal(desk.Stock.Main, stop.Location));

        // in which warehouses it lies, who asked first first; what lies nowhere is looked for where it usually does
        var far = (await desk.Stock.LocationAsync("Far", LocationKind.Warehouse)).Id;
        await desk.Stock.Stock.ReceiveAsync(Will, new(Desk.Free.Id, 3m, Eur(3m), Location: far), Token);
        await desk.Stock.Stock.ReceiveAsync(Will, new(Desk.Free.Id, 5m, Eur(5m), Location: desk.Stock.Van), Token);
        var later = await desk.OrderAsync(ACable(2m) with { Product = Desk.Free.Id });
        Assert.Equal(
            [(far, 2m, order.Id), (far, 1m, later.Id), (desk.Stock.Main, 1m, later.Id)],
            (await desk.Shipping.PickListAsync(Will, cancellationToken: Token)).Where(stop => stop.Product == Desk.Free.Id).SelectMany(stop => stop.For.Select(share => (stop.Location, share.Quantity, share.Source.Order!.Value))));
        await desk.Stock.Stock.ReceiveAsync(Will, new(Desk.Free.Id, 1m, Eur(1m), Location: desk.Stock.Main), Token);
        Assert.Equal([(far, 3m), (desk.Stock.Main, 1m)], (await desk.Shipping.PickListAsync(Will, cancellationToken: Token)).Where(stop => stop.Product == Desk.Free.Id).Select(stop => (stop.Location, stop.Quantity)));
        await desk.Sales.Orders.CancelAsync(desk.World.Actor, later.Id, "error", Token);
        await desk.Charges.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 2), [new(far, 2m)], cancellationToken: Token);

        // by name also what is there of it
        Assert.Equal(6m, Assert.Single(await desk.Shipping.PickListAsync(Will, [DemandSource.Of(large.Id, 0)], Token)).Quantity);
        await desk.Charges.PickAsync(charge);
        Assert.Equal(2m, (await desk.Shipping.PickListAsync(Will, cancellationToken: Token))[1].Quantity);
    }

    [Fact]
    public void Shelves_have_one_order()
    {
        string?[] bins = ["A2", "a2", "A02", "A10", "A10-1", "A10-01", "B", "B1", "1", "01", "1a", "", "-", null, "A9"];
        Assert.Equal(["", "-", "01", "1", "1a", "A02", "A2", "a2", "A9", "A10", "A10-01", "A10-1", "B", "B1", null], bins.Order(Comparer<string?>.Create(PickLists.CompareBins)));
        var bin = Gen.OneOf(Gen.Constant<string?>(null), Gen.ListOf(Gen.Elements('A', 'b', '0', '1', '9', '-'), 4).Select(letters => (string?)string.Concat(letters)));
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(bin.Three()),
                three => PickLists.CompareBins(three.Item1, three.Item2) == -PickLists.CompareBins(three.Item2, three.Item1)
                    && (PickLists.CompareBins(three.Item1, three.Item2) > 0 || PickLists.CompareBins(three.Item2, three.Item3) > 0 || PickLists.CompareBins(three.Item1, three.Item3) <= 0)
                    && (PickLists.CompareBins(three.Item1, three.Item2) != 0 || three.Item1 == three.Item2)),
            500,
            endSize: 50);
    }

    [Fact]
    public async Task Without_procurement_there_is_no_such_page()
    {
        var desk = await Desk.OpenAsync();
        var charge = await desk.Charges.AskAsync(1m);
        await desk.ShipAsync(new ShipmentLine(DemandSource.Of(charge.Id), [new(desk.Stock.Main, 1m)]));
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token);
        Assert.Equal("feature.disabled", await RefusedAsync(() => desk.Shipping.PickListAsync(Will, cancellationToken: Token)));
        Assert.Equal("feature.disabled", await RefusedAsync(() => desk.ShipAsync(new ShipmentLine(DemandSource.Of(charge.Id)))));
        Assert.Equal("feature.disabled", await RefusedAsync(() => desk.Shipping.TrackAsync(Will, Desk.NewId(1), "DHL", null, Token)));

        // what was can be read where the edition lacks it
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);
        await desk.Stock.Features.SetEditionAsync(Ada, Edition.Essentials, Token);
        Assert.Equal("feature.not_in_edition", await RefusedAsync(() => desk.ShipAsync(new ShipmentLine(DemandSource.Of(charge.Id)))));
        Assert.Single(await desk.Shipping.ListAsync(Will, desk.Charges.Customer.Id, Token));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_unit_leaves_with_one_of_those_who_ship_it(string store)
    {
        var desk = await Desk.OpenAsync(store);
        for (var n = 0; n < Depth.Of(5, 200); n++)
        {
            var (one, other) = (await desk.Charges.AskAsync(10m), await desk.Charges.AskAsync(10m));
            var before = await desk.Stock.AtAsync(desk.Stock.Main);
            ShipmentLine Of(StockCharge charge) => new(DemandSource.Of(charge.Id), [new(desk.Stock.Main, 6m)]);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.ShipAsync(Of(one)),
                1 => desk.ShipAsync(Of(other)),
                2 => desk.ShipAsync(Of(other), Of(one)),
                _ => desk.Charges.DeliverAsync(one, 6m),
            });
            Assert.Single(codes, (string?)null);
            Assert.Equal(before.OnHand - 6m, (await desk.Stock.AtAsync(desk.Stock.Main)).OnHand);
            Assert.Equal(6m, (await desk.DemandAsync(DemandSource.Of(one.Id))).Delivered() + (await desk.DemandAsync(DemandSource.Of(other.Id))).Delivered());
            await desk.Charges.Charges.CancelAsync(Eve, one.Id, "next round", Token);
            await desk.Charges.Charges.CancelAsync(Eve, other.Id, "next round", Token);
            await desk.Stock.ReceiveAsync(6m, 60m);
        }

        await desk.Stock.RequireRightAsync();
    }

    private static NewDocumentLine ACable(decimal quantity) => OrderDesk.ALine(10m, quantity, "Cable") with { Product = Cable.Id };

    /// <summary>A charge desk whose customer orders, too, with another customer beside it; of cables there are ten or eleven, and plugs.</summary>
    private sealed record Desk(ChargeDesk Charges, OrderDesk Sales, ShippingService Shipping)
    {
        internal static Product Plug { get; } = Goods("plug");

        internal static Product Free { get; } = Goods("free");

        internal Psa.Domain.Tests.Runs.AWorld World => Charges.World;

        internal StockDesk Stock => Charges.Stock;

        internal static Id<Shipment> NewId(int n) => new(new Guid(n, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1));

        internal static async Task<Desk> OpenAsync(string? store = null, bool isSerialized = false)
        {
            var charges = await ChargeDesk.OpenAsync(store, isSerialized, procures: true);
            var sales = await OrderDesk.InAsync(charges.World, ACustomer("C2"));
            await charges.Stock.ReceiveAsync(store is null && !isSerialized ? 11m : 10m, store is null && !isSerialized ? 110m : 100m, isSerialized ? [.. Enumerable.Range(0, 10).Select(n => $"c{n}")] : []);
            foreach (var product in new[] { Plug, Free })
            {
                await charges.World.AddAsync(product);
                await charges.Stock.Inventory.StockAsync(Ada, product.Id, CostMethod.Average, needsNoProcurement: product == Free, cancellationToken: Token);
            }

            await charges.Stock.Stock.ReceiveAsync(Will, new(Plug.Id, 5m, Eur(50m)), Token);
            return new(charges, sales, new(charges.World.Store, charges.World.Clock, new OrderedIdGenerator(charges.World.Clock), new TaxTableCalculator()));
        }

        /// <summary>An order of the customer of the charges.</summary>
        internal Task<Order> OrderAsync(params NewDocumentLine[] lines)
        {
            World.Clock.Advance(NodaTime.Duration.FromSeconds(1));
            return Sales.SubmitAsync(OrderDesk.AContent(lines), order => order with { Customer = Charges.Customer.Id, Invoicing = InvoicePolicy.Shipped });
        }

        internal ShipmentLine Line(Order order, int line, decimal quantity) => new(DemandSource.Of(order.Id, line), [new(Stock.Main, quantity)]);

        internal Task<ShipmentDelivery> ShipAsync(params ShipmentLine[] lines) => PassAsync(Will, null, lines);

        internal Task<ShipmentDelivery> PassAsync(Actor actor, string? passReason, params ShipmentLine[] lines) =>
            Shipping.ShipAsync(actor, new(Charges.Customer.Id, [.. lines]), passReason, Token);

        internal async Task<Demand> DemandAsync(DemandSource source) => (await Charges.Deliveries.FindAsync(Will, source, Token))!;
    }
}

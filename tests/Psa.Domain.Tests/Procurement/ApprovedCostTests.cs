using Psa.Catalog;
using Psa.Domain.Tests.Orders;
using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.DemandTests;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.ApprovalTests;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.DemandOrderTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Of what cost approvals are: at an order's own price, in whole boxes, and anew for what is bought in place of what came back (R-PURCHASE-APPROVAL).</summary>
public sealed class ApprovedCostTests
{
    [Fact]
    public async Task A_higher_price_of_an_order_by_hand_is_approved()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(900m);
        var (a, source) = await SourceAsync(desk, 1m);
        PurchaseOrderLine Line(decimal price) => Cables(1m, price) with { For = [new(IdOf(a), 1m)] };
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Line(1100m)]), Token)));
        Assert.Equal((DemandStatus.WaitingApproval, (Eur(1100m), 1m, 1)), (await StatusAsync(desk, a), await AskedAsync(desk, a)));

        // it is asked for until it is decided, or less is to be paid
        await desk.Demands.HoldAsync(Paul, source, "wait", Token);
        await desk.Demands.FreeAsync(Paul, source, Token);
        Assert.Equal((Eur(1100m), 1m, 1), await AskedAsync(desk, a));
        var cheap = await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Line(1000m)]), Token);
        Assert.Null((await FindAsync(desk, a)).Approval);
        await desk.Stock.Purchases.CancelAsync(Paul, cheap.Id, "error", Token);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Line(1100m)]), Token)));
        await desk.Demands.ApproveAsync(Dora, source, Eur(1100m), cancellationToken: Token);
        var order = await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Line(1100m)]), Token);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [Line(1100.01m)], Token)));
        Assert.Equal((Eur(1100.01m), 1m, 1), await AskedAsync(desk, a));
        await desk.Demands.ApproveAsync(Fred, source, cancellationToken: Token);
        Assert.Equal(PurchaseOrderStatus.Submitted, (await desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token)).Status);
    }

    [Fact]
    public async Task What_was_approved_stands_when_more_was_asked_for_and_isnt_ordered()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(600m);
        var (a, source) = await SourceAsync(desk, 2m);
        await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token);
        var order = await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { Price = Price(800m) }], Token)));
        Assert.Equal((Eur(1600m), 2m, 1), await AskedAsync(desk, a));
        Assert.Equal((2m, null), (await FindAsync(desk, a)).EarlierApproval is { } earlier ? (earlier.Quantity, earlier.Cost) : default);

        // another charge of the document asks for more, and not when it is canceled
        var b = await desk.AskAsync(3m);
        Assert.Equal((Eur(3000m), 5m, 1), await AskedAsync(desk, b));
        await desk.Charges.CancelAsync(Eve, b.Id, "not wanted", Token);
        Assert.Equal(PurchaseOrderStatus.Submitted, (await desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token)).Status);
        Assert.Equal((Eur(1200m), 2m, 1), await AskedAsync(desk, a));
        Assert.Null((await FindAsync(desk, a)).EarlierApproval);
    }

    [Fact]
    public async Task What_its_vendor_has_of_what_was_approved_is_approved_no_more_for_other_orders()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(50m, above: 100m);
        var (a, source) = await SourceAsync(desk, 10m);
        await desk.Demands.ApproveAsync(Dora, source, Eur(500m), cancellationToken: Token);
        PurchaseOrderLine Line(decimal quantity, decimal price) => Cables(quantity, price) with { For = [new(IdOf(a), quantity)] };
        async Task<PurchaseOrder> SubmitAsync(decimal quantity, decimal price) =>
            await desk.Stock.Purchases.SubmitAsync(Paul, (await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Line(quantity, price)]), Token)).Id, Token);
        var first = await SubmitAsync(2m, 50m);
        Assert.Equal([new(first.Id.Value, 0, 2m, Price(50m))], (await desk.Deliveries.FindAsync(Ada, source, Token))!.Approval!.Ordered);
        Assert.Null((await FindAsync(desk, a)).Approval!.Ordered[0].Price);

        // of 400.00 that are left, 200.00 for two and 300.00 for the rest is too much
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => SubmitAsync(2m, 100m)));
        Assert.Equal((Eur(500m), 8m, 1), await AskedAsync(desk, a));

        // what won't come is approved still, and what came isn't twice
        await desk.Stock.Purchases.ReceiveAsync(Will, first.Id, [new(0, 1m)], cancellationToken: Token);
        await desk.Stock.Purchases.CloseLineAsync(Paul, first.Id, 0, "sold out", Token);
        Assert.Equal((Eur(500m), 10m, 1), await AskedAsync(desk, a));
        var dearer = await SubmitAsync(1m, 50m);
        await desk.Stock.Purchases.CancelAsync(Paul, dearer.Id, "late", Token);
        await PriceAsync(desk, vendor, 50.01m);
        Assert.Equal(ProcurementErrors.NothingToOrder, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)));
        Assert.Equal((Eur(450.09m), 9m, 1), await AskedAsync(desk, a));
        await PriceAsync(desk, vendor, 50m);
        Assert.Equal(9m, (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Lines.Single().Quantity);
    }

    [Fact]
    public async Task Parts_of_what_was_approved_are_rounded_together()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(33.335m, above: 1m);
        var (a, source) = await SourceAsync(desk, 10m);
        await desk.Demands.ApproveAsync(Dora, source, Eur(333.35m), cancellationToken: Token);
        for (var n = 0; n < 10; n++)
        {
            var order = await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1m, 33.335m) with { For = [new(IdOf(a), 1m)] }]), Token);
            Assert.Equal(PurchaseOrderStatus.Submitted, (await desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token)).Status);
        }

        Assert.Equal(DemandStatus.OnOrder, await StatusAsync(desk, a));
    }

    [Fact]
    public async Task What_is_asked_for_once_all_was_ordered_is_approved_by_itself()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(50m, above: 100m);
        var (a, source) = await SourceAsync(desk, 10m);
        await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token);
        var order = await desk.Stock.Purchases.SubmitAsync(Paul, (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Id, Token);
        var (b, other) = await SourceAsync(desk, 3m);
        Assert.Equal((Eur(150m), 3m, 1), await AskedAsync(desk, b));
        await desk.Demands.ApproveAsync(Dora, other, cancellationToken: Token);
        await desk.Stock.Purchases.SubmitAsync(Paul, (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Id, Token);

        // each has its own approval still when one of the orders is canceled
        await desk.Stock.Purchases.CancelAsync(Paul, order.Id, "late", Token);
        Assert.Equal((DemandStatus.NeedToOrder, DemandStatus.OnOrder), (await StatusAsync(desk, a), await StatusAsync(desk, b)));
    }

    [Fact]
    public async Task A_price_that_rises_before_an_order_is_submitted_is_approved()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(900m);
        var (a, source) = await SourceAsync(desk, 1m);
        var order = await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { Price = Price(1100m) }], Token)));
        Assert.Equal((DemandStatus.OnOrder, (Eur(1100m), 1m, 1)), (await StatusAsync(desk, a), await AskedAsync(desk, a)));
        await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token);
        order = await desk.Stock.Purchases.ChangeAsync(Paul, order.Id, [order.Lines[0] with { Price = Price(1100m) }], Token);

        // also the vendor's price, until it has the order
        await PriceAsync(desk, vendor, 1200m);
        Assert.Equal(InventoryErrors.ApprovalMissing, await RefusedAsync(() => desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token)));
        Assert.Equal((Eur(1200m), 1m, 1), await AskedAsync(desk, a));
        await desk.Demands.RejectAsync(Dora, source, "too dear", Token);
        Assert.Equal(InventoryErrors.ApprovalMissing, await RefusedAsync(() => desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token)));
        await desk.Demands.FreeAsync(Paul, source, Token);
        await desk.Demands.ApproveAsync(Fred, source, cancellationToken: Token);
        Assert.Equal(PurchaseOrderStatus.Submitted, (await desk.Stock.Purchases.SubmitAsync(Paul, order.Id, Token)).Status);
        await PriceAsync(desk, vendor, 1300m);
        await desk.AskAsync(1m, owner: StockChargeOwner.Of((await desk.TicketAsync()).Id));
        Assert.Equal((DemandStatus.OnOrder, 0m), ((await FindAsync(desk, a)).Status, (await FindAsync(desk, a)).Unordered()));
    }

    [Fact]
    public async Task What_is_sold_by_the_box_costs_whole_boxes()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(1m);
        var group = new UnitGroup { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("box", 10)] };
        var screw = Goods("screw") with { UnitGroup = group.Id };
        await desk.World.AddAsync(group);
        await desk.World.AddAsync(screw);
        await desk.Stock.Inventory.StockAsync(Ada, screw.Id, CostMethod.Average, cancellationToken: Token);
        await desk.Stock.Purchases.SaveProductVendorsAsync(Paul, screw.Id, [new(vendor.Id, UnitPrice.Of(600m, Currency.EUR), "box")], Token);
        Assert.Null((await AskAsync(10m)).Approval);
        Assert.Equal((Eur(1200m), 11m), (await AskAsync(1m)).Approval is { } asked ? (asked.Cost!.Value, asked.Quantity) : default);

        async Task<Demand> AskAsync(decimal quantity)
        {
            var charge = await desk.Charges.AskAsync(Eve, new() { Owner = StockChargeOwner.Of(desk.Contract.Id), Line = new() { Text = "Screw", Product = screw.Id, Quantity = quantity, Unit = "C62" }, IsFree = true }, Token);
            return (await desk.Deliveries.FindAsync(Ada, DemandSource.Of(charge.Id), Token))!;
        }
    }

    [Fact]
    public async Task What_is_bought_in_place_of_what_came_back_is_approved_anew_and_not_by_who_let_it_come_back()
    {
        var (desk, vendor) = await ApprovalTests.OpenAsync(1001m);
        await desk.Stock.Features.SwitchAsync(Ada, Feature.Returns, isOn: true, Token);
        var returns = new ReturnService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        DemandSource[] sources = [DemandSource.Of((await sales.SubmitAsync(ACable(1m))).Id, 0), DemandSource.Of((await desk.AskAsync(1m)).Id)];
        foreach (var source in sources)
        {
            await desk.Demands.ApproveAsync(Fred, source, cancellationToken: Token);
        }

        var order = await desk.Stock.Purchases.SubmitAsync(Paul, (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Id, Token);
        await desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m)], cancellationToken: Token);
        foreach (var source in sources)
        {
            await desk.Deliveries.DeliverAsync(Will, source, [new(desk.Stock.Main, 1m)], cancellationToken: Token);
            var back = await returns.RequestAsync(Dora, new() { Source = source, Quantity = 1m, Kind = ReturnKind.Replace, Reason = "broken" }, Token);
            await returns.AuthorizeAsync(Paul, back.Id, cancellationToken: Token);
            await returns.AwaitAsync(Dora, back.Id, Token);
            back = await returns.ReceiveAsync(Will, back.Id, cancellationToken: Token);
            var again = back.Replacement is { } charge ? DemandSource.Of(charge) : source;
            var demand = (await desk.Deliveries.FindAsync(Ada, again, Token))!;
            Assert.Equal((DemandStatus.WaitingApproval, Dora.User, 0), (demand.Status, demand.RequestedBy!.Value, demand.Approval!.Given.Count));
            Assert.Equal(InventoryErrors.OwnApproval, await RefusedAsync(() => desk.Demands.ApproveAsync(Dora, again, cancellationToken: Token)));
            Assert.Equal(DemandStatus.NeedToOrder, (await desk.Demands.ApproveAsync(Fred, again, cancellationToken: Token)).Status);
        }
    }
}

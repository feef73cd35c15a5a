using FsCheck.Fluent;
using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.DemandOrderTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What is asked for in boxes of twelve and comes in parts of them (R-DEMAND, R-UNIT).</summary>
public sealed class BoxDemandTests
{
    [Fact]
    public void Who_asked_first_gets_what_there_is_as_far_as_it_is_a_number_of_its_unit()
    {
        Assert.Equal([3m, 1m], DemandClaims.Share([(3m, 1m), (3m, 1m)], 4m, isSerialized: false));
        Assert.Equal([3m, 0.9m], DemandClaims.Share([(3m, 1m), (3m, 10m)], 12m, isSerialized: false));
        Assert.Equal([0.5m, 0m], DemandClaims.Share([(2m, 12m), (2m, 12m)], 7m, isSerialized: true));
        Assert.Equal([2.5m, 0.5m], DemandClaims.Share([(2.5m, 1m), (3m, 1m)], 3m, isSerialized: false));
        Assert.Equal([2m, 1m], DemandClaims.Share([(2m, 1m), (3m, 1m)], 3.5m, isSerialized: true));
    }

    [Fact]
    public void The_most_that_can_be_said_in_a_unit_is_given() =>
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(Gen.Choose(0, 400)),
                Arb.From(Gen.Elements(0, 1, 2)),
                Arb.From(Gen.Elements(1m, 2m, 3m, 6m, 7m, 10m, 12m, 24m, 144m, 0.5m, 2.5m, 1.2m, 0.3m)),
                (count, decimals, unit) =>
                {
                    // by trying: what is a number of the unit comes back from it
                    var quantity = new decimal(count, 0, 0, isNegative: false, (byte)decimals);
                    var (finest, most) = (new decimal(1, 0, 0, isNegative: false, Decimals.Trimmed(quantity).Scale), 0m);
                    for (var tried = 0m; tried <= quantity; tried += finest)
                    {
                        most = decimal.Round(tried / unit, Decimals.OfQuantities) is var said && said * unit == tried ? said : most;
                    }

                    return DemandClaims.InUnits(quantity, unit, isSerialized: false) == most;
                }),
            2_000);

    [Fact]
    public async Task Half_a_box_that_comes_leaves_the_rest_on_order()
    {
        var (desk, charge, order) = await OpenAsync(isDropShip: false);
        await ReceiveAsync(desk, order, 0.5m);
        var demand = await FindAsync(desk, charge);
        Assert.Equal((0.5m, 1.5m, DemandStatus.OnOrder), (demand.Assigned(), demand.Allocated(), demand.Status));
        Assert.Equal(ProcurementErrors.NothingToOrder, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, order.Vendor, "PO-2", cancellationToken: Token)));

        await ReceiveAsync(desk, order, 1.5m);
        Assert.Equal((2m, DemandStatus.ToPick), (await FindAsync(desk, charge)) is var all ? (all.Assigned(), all.Status) : default);
        await desk.DeliverAsync(charge, new StockPick(desk.Stock.Main, 2m));
        Assert.Equal(100m, await desk.BilledAsync(charge));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Parts_of_a_box_that_go_straight_to_the_customer_are_all_delivered_and_billed()
    {
        var (desk, charge, order) = await OpenAsync(isDropShip: true);
        await ReceiveAsync(desk, order, 0.5m);
        Assert.Equal((0.5m, 1.5m, 25m), (await FindAsync(desk, charge)) is var part ? (part.Delivered(), part.Allocated(), await desk.BilledAsync(charge)) : default);
        await ReceiveAsync(desk, order, 1.5m);
        Assert.Equal((DemandStatus.Delivered, 100m), (await StatusAsync(desk, charge), await desk.BilledAsync(charge)));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_left_over_of_pieces_that_came_and_of_those_to_come_isnt_ordered_again()
    {
        var (desk, charge, order) = await OpenAsync(isDropShip: false, "C62");
        await ReceiveAsync(desk, order, 7m);
        Assert.Equal((0.5m, 1.25m, DemandStatus.NeedToOrder), (await FindAsync(desk, charge)) is var part ? (part.Assigned(), part.Allocated(), part.Status) : default);
        Assert.Equal(ProcurementErrors.NothingToOrder, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, order.Vendor, "PO-2", cancellationToken: Token)));

        // what somebody else needs besides is
        var other = await desk.AskAsync(1m, unit: "BX");
        Assert.Equal([new(IdOf(other), 1m)], (await desk.Stock.Purchases.BuildAsync(Paul, order.Vendor, "PO-2", cancellationToken: Token)).Lines.Single().For);
        await ReceiveAsync(desk, order, 17m);
        Assert.Equal(DemandStatus.ToPick, await StatusAsync(desk, charge));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Pieces_that_go_straight_to_the_customer_and_are_no_number_of_boxes_are_received_with_the_next()
    {
        var (desk, charge, order) = await OpenAsync(isDropShip: true, "C62");
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => ReceiveAsync(desk, order, 7m));
        Assert.Equal(InventoryErrors.BadQuantity, refused.Code);
        Assert.Contains("say 6, which are 0.5", refused.Message, StringComparison.Ordinal);
        await ReceiveAsync(desk, order, 6m);
        await ReceiveAsync(desk, order, 18m);
        Assert.Equal((DemandStatus.Delivered, 100m), (await StatusAsync(desk, charge), await desk.BilledAsync(charge)));

        // nor is it ordered in a unit in which it couldn't come
        var pieces = await desk.AskAsync(7m);
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(
            Paul, new(order.Vendor, [Cables(1m) with { Unit = "BX", IsDropShip = true, For = [new(IdOf(pieces), 7m)] }], "PO-9"), Token)));
    }

    [Fact]
    public async Task Pieces_that_are_no_part_of_a_box_that_can_be_said_stay_free_until_more_come()
    {
        var desk = await DemandOrderTests.OpenAsync();
        await desk.BoxAsync(12);
        var charge = await desk.AskAsync(1m, unit: "BX");
        await desk.Stock.ReceiveAsync(7m, 70m);
        Assert.Equal((0.5m, 0.5m), (await FindAsync(desk, charge)) is var half ? (half.Assigned(), half.ToOrder()) : default);
        Assert.Equal((7m, 6m), await ThereAsync(desk));
        await desk.Stock.ReceiveAsync(5m, 50m);
        Assert.Equal((12m, 12m), await ThereAsync(desk));
        Assert.Equal(DemandStatus.ToPick, await StatusAsync(desk, charge));
    }

    [Fact]
    public async Task A_quantity_with_too_many_decimals_says_so()
    {
        var (desk, _, order) = await OpenAsync(isDropShip: false);
        Assert.Equal(MoneyErrors.TooManyDecimals, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(order.Vendor, [Cables(1m / 12m) with { Unit = "BX" }], "PO-9"), Token)));
    }

    private static Task<GoodsReceipt> ReceiveAsync(ChargeDesk desk, PurchaseOrder order, decimal boxes) => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, boxes)], cancellationToken: Token);

    // two boxes are needed and on order
    private static async Task<(ChargeDesk Desk, StockCharge Charge, PurchaseOrder Order)> OpenAsync(bool isDropShip, string unit = "BX")
    {
        var desk = await DemandOrderTests.OpenAsync();
        await desk.BoxAsync(12);
        var charge = await desk.AskAsync(2m, unit: "BX");
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        await ApprovalTests.PriceAsync(desk, vendor, 1m);
        var order = await desk.Stock.OrderAsync(vendor, Cables(unit == "BX" ? 2m : 24m) with { Unit = unit, IsDropShip = isDropShip, For = [new(IdOf(charge), 2m)] });
        Assert.Equal(DemandStatus.OnOrder, await StatusAsync(desk, charge));
        return (desk, charge, order);
    }
}

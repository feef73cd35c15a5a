using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.DemandOrderTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Several people order, assign, receive, pick and cancel at the same moment, each with sessions of their own: what is needed is ordered once, and what is there goes to one.</summary>
public sealed class DemandOrderRaceTests
{
    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_demand_needs_is_ordered_once(string store)
    {
        var (desk, vendor) = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var charge = await desk.AskAsync(3m);
            var orders = new PurchaseOrder?[4];
            var codes = await AtOnceAsync(async caller => orders[caller] = caller < 2
                ? await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)
                : await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(3m) with { For = [new(IdOf(charge), 3m)] }]), Token));

            Assert.Equal(3, codes.Count(code => code is ProcurementErrors.NothingToOrder or InventoryErrors.ExceedsNeeded));
            var order = orders.Single(order => order is not null)!;
            Assert.Equal([new StockAllocation(order.Id.Value, 0, 3m, IsDraft: true)], (await FindAsync(desk, charge)).Allocations);
            await desk.Charges.CancelAsync(Eve, charge.Id, "next round", Token);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_asks_while_goods_come_or_are_taken_gets_each_unit_once(string store)
    {
        var (desk, vendor) = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var first = await desk.AskAsync(2m);
            var order = await desk.Stock.Purchases.SubmitAsync(Paul, (await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(3m) with { For = [new(IdOf(first), 2m)] }]), Token)).Id, Token);
            var asked = new StockCharge[1];
            var codes = await AtOnceAsync(async caller =>
            {
                Task call = caller switch
                {
                    0 => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 3m)], cancellationToken: Token),
                    1 => AskAsync(),
                    2 => desk.PickAsync(first, new StockPick(desk.Stock.Main, 2m)),
                    _ => n % 2 == 0 ? desk.Charges.CancelAsync(Eve, first.Id, "not wanted", Token) : desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van),
                };
                await call;
            });

            Assert.All(codes, code => Assert.True(code is null or InventoryErrors.Insufficient or InventoryErrors.ExceedsNeeded, code));
            var (one, other) = (await FindAsync(desk, first), await FindAsync(desk, asked[0]));
            var there = (await desk.Stock.Inventory.ListAtAsync(Ada, desk.Stock.Main, Token)).Single();
            Assert.Equal((one.Assigned() + other.Assigned(), one.Picked()), (there.Reserved, there.Picked));
            Assert.True(there.Free() == 0m || one.Lacking() + other.Lacking() == 0m, $"{there}");
            Assert.Equal(0m, one.Allocated());
            foreach (var charge in new[] { first, asked[0] })
            {
                if ((await FindAsync(desk, charge)).IsOpen)
                {
                    await desk.Charges.CancelAsync(Eve, charge.Id, "next round", Token);
                }
            }

            there = (await desk.Stock.Inventory.ListAtAsync(Ada, desk.Stock.Main, Token)).Single();
            Assert.Equal((0m, 0m), (there.Reserved, there.Picked));
            await desk.Stock.Stock.DisposeOfAsync(Ada, new(Cable.Id, desk.Stock.Main, -there.OnHand, "next round"), Token);

            async Task AskAsync() => asked[0] = await desk.AskAsync(1m);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_is_canceled_received_or_what_it_is_for_is(string store)
    {
        var (desk, vendor) = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var charge = await desk.AskAsync(1m);
            var order = await desk.Stock.Purchases.SubmitAsync(Paul, (await desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1m) with { For = [new(IdOf(charge), 1m)] }]), Token)).Id, Token);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.Stock.Purchases.CancelAsync(Paul, order.Id, "too dear", Token),
                1 => desk.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token),
                2 => desk.Demands.HoldAsync(Paul, DemandSource.Of(charge.Id), "wait", Token),
                _ => (Task)desk.Charges.CancelAsync(Eve, charge.Id, "not wanted", Token),
            });

            Assert.All(codes, code => Assert.True(code is null or ProcurementErrors.Received or ProcurementErrors.NotOpen or InventoryErrors.NotOpen, code));
            var demand = await FindAsync(desk, charge);
            Assert.Equal((DemandStatus.Canceled, 0m, 0m), (demand.Status, demand.Allocated(), demand.Assigned()));
            var there = (await desk.Stock.Inventory.ListAtAsync(Ada, desk.Stock.Main, Token)).SingleOrDefault();
            Assert.Equal(0m, there?.Reserved ?? 0m);
            if (there is { OnHand: > 0m })
            {
                await desk.Stock.Stock.DisposeOfAsync(Ada, new(Cable.Id, desk.Stock.Main, -there.OnHand, "next round"), Token);
            }
        }

        await desk.Stock.RequireRightAsync();
    }

    private static async Task<(ChargeDesk Desk, Vendor Vendor)> OpenAsync(string store)
    {
        var desk = await DemandOrderTests.OpenAsync(store);
        await desk.Stock.NumberOrdersAsync();
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        await desk.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(9m, Currency.EUR), "C62")], Token);
        return (desk, vendor);
    }
}

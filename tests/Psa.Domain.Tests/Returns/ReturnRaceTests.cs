using Psa.Inventory;
using Psa.Returns;
using Psa.Sellers;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Several people handle returns at the same moment, each with sessions of their own: goods come back once and go on once, and so does their money.</summary>
public sealed class ReturnRaceTests
{
    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task One_delivered_unit_comes_back_or_is_undone_once(string store)
    {
        var desk = await ReturnDesk.OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(1m, 10m);
            var charge = await desk.Desk.AskAsync(1m);
            var delivery = (await desk.Desk.DeliverAsync(charge, 1m)).Deliveries[0];

            var codes = await AtOnceAsync(caller => caller < 3 ? desk.AskAsync(charge, 1m) : (Task)desk.Desk.UndoAsync(charge, delivery, 1m));

            Assert.Equal([null, .. Enumerable.Repeat(InventoryErrors.ExceedsDelivered, 3)], codes);
            var demand = await desk.DemandAsync(DemandSource.Of(charge.Id));
            Assert.Equal(1m, demand.Deliveries[0].Returned + demand.Deliveries[0].Undone);
            await desk.Desk.Charges.CancelAsync(Inventory.ChargeDesk.Eve, charge.Id, "next round", Token).ContinueWith(_ => { }, TaskScheduler.Default);
            await ClearAsync(desk);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task One_return_is_authorized_and_credited_once(string store)
    {
        var desk = await ReturnDesk.OpenAsync(store);
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        await desk.Stock.ReceiveAsync(Rounds, 10m * Rounds);
        var charge = await desk.DeliveredAsync(Rounds);
        await desk.Desk.BillAsync(Start.PlusDays(20));
        for (var n = 0; n < Rounds; n++)
        {
            var asked = await desk.AskAsync(charge, 1m);

            var codes = await AtOnceAsync(caller => caller == 3 ? desk.Returns.DenyAsync(Pia, asked.Id, "no", Token) : desk.Returns.AuthorizeAsync(caller == 0 ? Ada : Pia, asked.Id, cancellationToken: Token));

            var now = (await desk.Returns.FindAsync(Pia, asked.Id, Token))!;
            Assert.All(codes, code => Assert.True(code is null or PsaErrors.ActionNotAllowed, code));
            Assert.Contains(null, codes);
            Assert.Equal(now.Status == ReturnStatus.Authorized ? 1 : 0, now.Credits.Count);
            Assert.Equal(now.Status == ReturnStatus.Denied ? 3 : 1, codes.Count(code => code is not null));
        }

        var all = await desk.Returns.ListInAsync(Pia, ReturnStatus.Authorized, Token);
        var notes = all.SelectMany(one => one.Credits).Select(credit => credit.CreditNote).ToList();
        Assert.Equal((all.Count, all.Count), (notes.Count, notes.Distinct().Count()));
        Assert.Equal(all.Count, (await desk.World.AllItemsAsync()).Sum(item => item.Returned));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Returned_goods_go_on_once(string store)
    {
        var desk = await ReturnDesk.OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            await desk.Stock.ReceiveAsync(1m, 10m);
            var back = await desk.BackAsync(await desk.DeliveredAsync(1m), 1m);

            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.Returns.RestockAsync(Will, back.Id, cancellationToken: Token),
                1 => desk.Returns.DisposeOfAsync(Will, back.Id, "smashed", Token),
                2 => desk.Returns.SendToVendorAsync(Will, back.Id, desk.Vendor.Id, isLoan: n % 2 == 0, Token),
                _ => (Task)desk.Stock.CarryAsync(1m, desk.Stock.Returns, desk.Stock.Main),
            });

            Assert.Single(codes, code => code is null);
            Assert.All(codes, code => Assert.True(code is null or PsaErrors.ActionNotAllowed or InventoryErrors.Insufficient, code));
            Assert.Equal((0m, 0m), await desk.Stock.AtAsync(desk.Stock.Returns));
            await ClearAsync(desk);
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_comes_back_while_a_run_bills_and_an_order_is_invoiced_is_given_back_once(string store)
    {
        var desk = await ReturnDesk.OpenAsync(store);
        var through = Start;
        for (var n = 0; n < Rounds / 2; n++)
        {
            await desk.Stock.ReceiveAsync(8m, 80m);
            var charge = await desk.DeliveredAsync(4m);
            var order = await desk.DeliveredOrderAsync(4m, n % 2 == 0 ? InvoicePolicy.Shipped : InvoicePolicy.Ordered, isInvoiced: false);
            var (first, second) = (await desk.AwaitedAsync(DemandSource.Of(charge.Id), 1m), await desk.AwaitedAsync(DemandSource.Of(order.Id, 0), 1m));
            var third = await desk.AwaitedAsync(DemandSource.Of(charge.Id), 1m);
            through = through.PlusDays(1);
            var day = through;

            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.World.BillAsync(day, Start),
                1 => desk.Returns.ReceiveAsync(Will, first.Id, cancellationToken: Token),
                2 => desk.Returns.ReceiveAsync(Will, (n % 3 == 0 ? first : third).Id, cancellationToken: Token),
                _ => (Task)Task.WhenAll(desk.Returns.ReceiveAsync(Will, second.Id, cancellationToken: Token), desk.Sales.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token)),
            });

            Assert.All(codes, Assert.Null);
            through = through.PlusDays(1);
            await desk.World.BillAsync(through, Start);
            foreach (var note in (await desk.Returns.ListInAsync(Will, ReturnStatus.Received, Token)).SelectMany(one => one.Credits).Select(credit => credit.CreditNote).OfType<Id<Psa.Invoices.Invoice>>().Distinct())
            {
                await desk.Notes.IssueAsync(desk.World.Actor, note, cancellationToken: Token);
            }

            Assert.Equal((n % 3 == 0 ? 30m : 20m, 30m), (await desk.BorneAsync(charge.Id.Value), await desk.BorneAsync(order.Id.Value)));
        }

        await desk.Stock.RequireRightAsync();
    }

    // the next round begins with nothing
    private static async Task ClearAsync(ReturnDesk desk)
    {
        foreach (var balance in await desk.Stock.Inventory.ListAtAsync(Ada, desk.Stock.Main, Token))
        {
            if (balance.OnHand - balance.Picked is > 0m and var left)
            {
                await desk.Stock.Stock.DisposeOfAsync(Ada, new(Cable.Id, desk.Stock.Main, -left, "next round"), Token);
            }
        }
    }
}

using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Several people keep goods, pick them, win, revise and close quotes at the same moment, each with sessions of their own: a unit is one's, and nothing is kept for a quote that is over.</summary>
public sealed class ReservationRaceTests
{
    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_unit_is_kept_or_picked_once(string store)
    {
        var desk = await KeepingDesk.OpenAsync(store);
        await desk.Charges.Demands.SetAssigningAsync(Ada, byHand: true, Token);
        await desk.Stock.ReceiveAsync(1m, 10m);
        var (first, second) = (await desk.ActiveAsync(Line(1m)), await desk.DraftAsync(Line(1m)));
        for (var n = 0; n < Rounds; n++)
        {
            var charge = await desk.Charges.AskAsync(1m);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.ReserveAsync(first, 1m),
                1 => desk.ReserveAsync(second, 1m),
                2 => desk.Charges.PickAsync(charge, new StockPick(desk.Stock.Main, 1m)),
                _ => (Task)desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van),
            });

            Assert.Equal(3, codes.Count(code => code == InventoryErrors.Insufficient));
            Assert.Single(codes, code => code is null);
            foreach (var reservation in (await desk.Reservations.ListAsync(Will, first.Id, Token)).Concat(await desk.Reservations.ListAsync(Will, second.Id, Token)))
            {
                await desk.Reservations.ReleaseAsync(Sam, reservation.Id, "next round", Token);
            }

            await desk.Charges.Charges.CancelAsync(ChargeDesk.Eve, charge.Id, "next round", Token);
            if ((await desk.ThereAsync(desk.Stock.Van)).OnHand > 0m)
            {
                await desk.Stock.CarryAsync(1m, desk.Stock.Van, desk.Stock.Main);
            }

            Assert.Equal((1m, 0m, 0m), await desk.ThereAsync());
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_is_picked_for_the_order_or_ends_on_its_day(string store)
    {
        var desk = await KeepingDesk.OpenAsync(store);
        await desk.Stock.ReceiveAsync(2m, 20m);
        for (var n = 0; n < Rounds; n++)
        {
            var quote = await desk.ActiveAsync(Line(2m));
            await desk.ReserveAsync(quote, 2m);
            desk.World.Clock.Advance(NodaTime.Duration.FromDays(30));
            var (decisions, isWon) = (new QuoteDecision?[2], n % 4 != 3);
            var codes = await AtOnceAsync(async caller =>
            {
                if (caller < 2)
                {
                    await desk.Reservations.ExpireAsync(Sam, Token);
                }
                else if (isWon)
                {
                    decisions[caller - 2] = await desk.Sales.WinAsync(quote);
                }
                else
                {
                    await desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "price", Token);
                }
            });

            // there is one order, and its goods are picked for it, or assigned to it once they were free
            Assert.All(codes, code => Assert.True(code is null || (!isWon && code == PsaErrors.ActionNotAllowed), code));
            Assert.Equal(0, await desk.LeftAsync());
            Assert.Equal(isWon ? 1 : 0, decisions.Where(decision => decision is not null).Select(decision => decision!.Order!.Id).Distinct().Count());
            Assert.True(await desk.ThereAsync() is (2m, 0m, 0m) or (2m, 0m, 2m), $"{await desk.ThereAsync()}");
            if (isWon)
            {
                var order = decisions[0]!.Order!;
                Assert.Equal((await desk.DemandAsync(order))?.Picked() ?? 0m, (await desk.ThereAsync()).Picked);
                await desk.Sales.Orders.CancelAsync(Ann, order.Id, "next round", Token);
            }

            Assert.Equal((2m, 0m, 0m), await desk.ThereAsync());
        }

        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nothing_is_kept_for_a_quote_that_is_over(string store)
    {
        var desk = await KeepingDesk.OpenAsync(store);
        await desk.Stock.ReceiveAsync(4m, 40m);
        for (var n = 0; n < Rounds; n++)
        {
            var quote = await desk.ActiveAsync(Line(3m));
            await desk.ReserveAsync(quote, 1m);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.ReserveAsync(quote, 1m),
                1 => desk.ReserveAsync(quote, 1m),
                2 => desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token),
                _ => (n % 3) switch
                {
                    0 => desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "price", Token),
                    1 => desk.Sales.WinAsync(quote),
                    _ => (Task)desk.Reservations.ReserveAsync(Sam, new() { Quote = quote.Id, Line = 0, Location = desk.Stock.Main, Quantity = 2m }, Token),
                },
            });

            // who wants two when three of four are kept is told of the line or of the stock, whichever was read last
            Assert.All(
                codes,
                code => Assert.True(
                    code is null or InventoryErrors.QuoteNotLive or InventoryErrors.Insufficient or InventoryErrors.ExceedsLine or QuoteErrors.Superseded or QuoteErrors.NotActive or QuoteErrors.Won or QuoteErrors.LiveRevision or PsaErrors.ActionNotAllowed, code));
            var kept = 0m;
            foreach (var revision in await desk.Sales.Quotes.RevisionsAsync(Ann, quote.Id, Token))
            {
                var own = (await desk.Reservations.ListAsync(Will, revision.Id, Token)).Sum(one => one.Quantity);
                Assert.True(own == 0m || revision.IsLive(), $"{own} are kept for a quote that is {revision.Status.Name}");
                Assert.True(own <= 3m, $"{own} are kept for 3");
                kept += own;
            }

            // what is missing of an order is assigned to it
            foreach (var order in await desk.OrdersAsync(quote))
            {
                kept += (await desk.DemandAsync(order))?.Assigned() ?? 0m;
            }

            Assert.Equal(kept, (await desk.ThereAsync()).Reserved);
            foreach (var revision in await desk.Sales.Quotes.RevisionsAsync(Ann, quote.Id, Token))
            {
                if (revision.Status == QuoteStatus.Draft)
                {
                    await desk.Sales.Quotes.DiscardAsync(Ann, revision.Id, Token);
                }
            }

            if (await desk.Sales.Desk.StoredAsync(quote.Id) is { } left && left.Status == QuoteStatus.Active)
            {
                await desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "next round", Token);
            }

            foreach (var order in await desk.OrdersAsync(quote))
            {
                await desk.Sales.Orders.CancelAsync(Ann, order.Id, "next round", Token);
            }

            Assert.Equal((4m, 0m, 0m), await desk.ThereAsync());
        }

        await desk.Stock.RequireRightAsync();
    }
}

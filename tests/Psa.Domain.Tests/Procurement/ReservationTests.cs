using Psa.Contracts;
using Psa.Domain.Tests.Inventory;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What is kept for quotes, until when, and what becomes of it with them (R-RESERVATION).</summary>
public sealed class ReservationTests
{
    [Fact]
    public async Task No_more_is_kept_than_is_there_and_the_line_offers()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        await desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van);
        var quote = await desk.ActiveAsync(Line(6m), ALine(), Recurring(Line(1m), BillingCycle.Monthly));
        Assert.Equal(InventoryErrors.Insufficient, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 5m)));
        Assert.Equal(InventoryErrors.ExceedsLine, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 7m)));
        Assert.Equal(InventoryErrors.BadQuantity, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 0m)));
        foreach (var line in new[] { 1, 2, 3 })
        {
            Assert.Equal(InventoryErrors.BadReservation, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 1m, line)));
        }

        await desk.ReserveAsync(quote, 4m);
        await desk.ReserveAsync(quote, 1m, at: desk.Stock.Van);
        Assert.Equal(((4m, 4m, 0m), (1m, 1m, 0m)), (await desk.ThereAsync(), await desk.ThereAsync(desk.Stock.Van)));

        // it is nobody else's: not moved, assigned, ordered away or counted out
        Assert.Equal(InventoryErrors.Insufficient, await StockDesk.RefusedAsync(() => desk.Stock.CarryAsync(1m, desk.Stock.Main, desk.Stock.Van)));
        Assert.Equal(0m, (await DemandOrderTests.FindAsync(desk.Charges, await desk.Charges.AskAsync(1m))).Assigned());
        Assert.Equal(FeatureErrors.InUse, await StockDesk.RefusedAsync(() => desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token)));
        await desk.Stock.ReceiveAsync(5m, 50m);
        Assert.Equal(InventoryErrors.ExceedsLine, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 2m)));
        Assert.Equal(InventoryErrors.QuoteNotLive, await StockDesk.RefusedAsync(async () => await desk.ReserveAsync((await desk.Sales.Quotes.LoseAsync(Ann, (await desk.ActiveAsync(Line(1m))).Id, "price", Token)).Quote, 1m)));
        Assert.Equal(PsaErrors.AccessDenied, await StockDesk.RefusedAsync(() => desk.Reservations.ReserveAsync(Will, new() { Quote = quote.Id, Line = 0, Location = desk.Stock.Main, Quantity = 1m }, Token)));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task The_same_call_keeps_goods_once()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var (quote, id) = (await desk.DraftAsync(Line(6m), Line(6m)), Id(7));
        var made = await desk.ReserveAsync(quote, 2m, id: id);
        Assert.Equal(made, await desk.ReserveAsync(quote, 2m, id: id));
        Assert.Equal((5m, 2m, 0m), await desk.ThereAsync());
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => desk.ReserveAsync(quote, 2m, line: 1, id: id));
        Assert.Equal(0m, (await desk.Reservations.ReleaseAsync(Sam, id, "sold elsewhere", Token)).Quantity);
        Assert.Equal(0m, (await desk.Reservations.ReleaseAsync(Sam, id, "sold elsewhere", Token)).Quantity);
        Assert.Equal((0m, quote.Id), await desk.ReserveAsync(quote, 2m, id: id) is var released ? (released.Quantity, released.Quote) : default);
        Assert.Equal((5m, 0m, 0m), await desk.ThereAsync());
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Reservations.ReleaseAsync(Sam, Id(8), "sold elsewhere", Token));
        Assert.Equal(["0>2", "2>0 sold elsewhere"], [.. await desk.EventsAsync(EventKinds.StockReserved), .. await desk.EventsAsync(EventKinds.StockReleased)]);
    }

    [Theory]
    [InlineData("change")]
    [InlineData("revise")]
    [InlineData("win")]
    [InlineData("lose")]
    [InlineData("expire")]
    public async Task The_same_call_keeps_goods_once_whatever_became_of_its_quote(string then)
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(5m, 50m);
        var quote = then == "change" ? await desk.DraftAsync(Line(3m)) : await desk.ActiveAsync(Line(3m));
        await desk.ReserveAsync(quote, 2m, id: Id(7));
        var (change, kept, picked) = then switch
        {
            "change" => (desk.Sales.Quotes.ChangeAsync(Ann, quote.Id, Content(ALine(), Line(3m)), Token), 2m, 0m),
            "revise" => (desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token), 2m, 0m),
            "win" => (desk.Sales.WinAsync(quote), 0m, 2m),
            "lose" => (desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "price", Token), 0m, 0m),
            _ => ((Task)ExpireAsync(), 0m, 0m),
        };
        await change;
        var there = await desk.ThereAsync();
        Assert.Equal((kept, picked), ((await desk.ReserveAsync(quote, 2m, id: Id(7))).Quantity, there.Picked));
        Assert.Equal(there, await desk.ThereAsync());
        await desk.Stock.RequireRightAsync();

        Task ExpireAsync()
        {
            desk.World.Clock.Advance(NodaTime.Duration.FromDays(30));
            return desk.Reservations.ExpireAsync(Sam, Token);
        }
    }

    [Fact]
    public async Task It_ends_on_its_day_whatever_became_of_the_quote()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(6m, 60m);
        var (quote, today) = (await desk.ActiveAsync(Line(6m)), Start);
        Assert.Equal(InventoryErrors.BadReservation, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 1m, until: today)));
        Assert.Equal(today.PlusDays(30), (await desk.ReserveAsync(quote, 1m)).ExpiresOn);
        await desk.Reservations.SetDaysAsync(Ada, 2, Token);
        Assert.Equal("value.out_of_range", (await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Reservations.SetDaysAsync(Ada, 0, Token))).Problems[0].Code);
        Assert.Equal(today.PlusDays(2), (await desk.ReserveAsync(quote, 2m)).ExpiresOn);
        Assert.Equal(today.PlusDays(1), (await desk.ReserveAsync(quote, 3m, until: today.PlusDays(1))).ExpiresOn);

        Assert.Equal(0, (await desk.Reservations.ExpireAsync(Sam, Token)).Released);
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(1));
        Assert.Equal((1, "0: 1, 0: 2"), ((await desk.Reservations.ExpireAsync(Sam, Token)).Released, await desk.KeptAsync(quote)));
        await desk.Sales.WinAsync(quote, new() { MakesOrder = false });
        Assert.Equal((6m, 3m, 0m), await desk.ThereAsync());
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(1));
        Assert.Equal((1, "0: 1"), ((await desk.Reservations.ExpireAsync(Sam, Token)).Released, await desk.KeptAsync(quote)));
        Assert.Equal(["3>0 Expired", "2>0 Expired"], await desk.EventsAsync(EventKinds.StockReleased));
    }

    [Fact]
    public async Task It_shrinks_with_its_line_and_follows_it()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(9m, 90m);
        var quote = await desk.DraftAsync(Line(6m), ALine(), Line(3m));
        await desk.ReserveAsync(quote, 6m);
        await desk.ReserveAsync(quote, 3m, line: 2);
        await ChangeAsync(Line(4m), ALine(), Line(3m));
        Assert.Equal(("0: 4, 2: 3", (9m, 7m, 0m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        await ChangeAsync(ALine(), Line(3m), Line(3m));
        Assert.Equal("1: 3, 2: 3", await desk.KeptAsync(quote));
        await ChangeAsync(ALine(), ALine());
        Assert.Equal((string.Empty, (9m, 0m, 0m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        Assert.Equal(["6>4 Line changed", "4>3 Line changed", "3>0 Line changed", "3>0 Line changed"], await desk.EventsAsync(EventKinds.StockReleased));
        await desk.Stock.RequireRightAsync();

        Task ChangeAsync(params NewQuoteLine[] lines) => desk.Sales.Quotes.ChangeAsync(Ann, quote.Id, Content(lines), Token);
    }

    [Fact]
    public async Task It_goes_to_the_draft_that_takes_the_quotes_place_and_back_as_far_as_goods_are_there()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(9m, 90m);
        var quote = await desk.ActiveAsync(Line(6m), Line(4m));
        await desk.ReserveAsync(quote, 6m);
        var draft = await desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token);
        Assert.Equal((string.Empty, "0: 6"), (await desk.KeptAsync(quote), await desk.KeptAsync(draft)));

        // what the draft lets go of, and what is kept for it alone
        await desk.Sales.Quotes.ChangeAsync(Ann, draft.Id, Content(Line(2m), Line(4m)), Token);
        await desk.ReserveAsync(draft, 3m, line: 1);
        Assert.Equal((9m, 5m, 0m), await desk.ThereAsync());
        await desk.Charges.AskAsync(2m);
        var again = await desk.Sales.Quotes.DiscardAsync(Ann, draft.Id, Token);
        Assert.Equal((QuoteStatus.Active, "0: 6", (9m, 8m, 0m)), (again!.Status, await desk.KeptAsync(quote), await desk.ThereAsync()));

        var second = await desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token);
        await desk.Sales.Quotes.ChangeAsync(Ann, second.Id, Content(ALine()), Token);
        Assert.Equal((9m, 2m, 0m), await desk.ThereAsync());
        await desk.Charges.AskAsync(5m);
        await desk.Sales.Quotes.DiscardAsync(Ann, second.Id, Token);
        Assert.Equal(("0: 2", (9m, 9m, 0m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));

        // nothing of it is left behind with a draft that became active
        var third = await desk.Sales.Quotes.ActivateAsync(Ann, (await desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token)).Id, Token);
        Assert.Equal("0: 2", await desk.KeptAsync(third));
        await desk.Sales.Quotes.CancelAsync(Ann, third.Id, "error", Token);
        Assert.Equal((9m, 7m, 0m), await desk.ThereAsync());
        Assert.Equal(0, await desk.LeftAsync());
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task A_quote_that_expired_under_its_draft_gets_nothing_back()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(9m, 90m);
        var quote = await desk.ActiveAsync(Line(6m));
        await desk.ReserveAsync(quote, 6m, until: Start.PlusDays(360));
        var draft = await desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token);
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(301));
        Assert.Equal(QuoteStatus.Expired, (await desk.Sales.Quotes.DiscardAsync(Ann, draft.Id, Token))!.Status);
        Assert.Equal((9m, 0m, 0m), await desk.ThereAsync());
        Assert.Equal(0, await desk.LeftAsync());
    }

    [Theory]
    [InlineData("lose", "Lost")]
    [InlineData("cancel", "Canceled")]
    [InlineData("expire", "Expired")]
    [InlineData("discard", "Discarded")]
    public async Task What_isnt_sold_is_free_for_who_waits(string end, string reason)
    {
        var desk = await KeepingDesk.OpenAsync(policy: new() { ClosesExpired = true });
        await desk.Stock.ReceiveAsync(3m, 30m);
        var quote = end == "discard" ? await desk.DraftAsync(Line(3m)) : await desk.ActiveAsync(Line(3m));
        await desk.ReserveAsync(quote, 3m, until: Start.PlusDays(360));
        var waiting = await desk.Charges.AskAsync(2m);
        switch (end)
        {
            case "lose":
                await desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "price", Token);
                break;
            case "cancel":
                await desk.Sales.Quotes.CancelAsync(Ann, quote.Id, "error", Token);
                break;
            case "expire":
                desk.World.Clock.Advance(NodaTime.Duration.FromDays(301));
                Assert.Equal(1, (await desk.Sales.Quotes.ExpireAsync(Ann, Token)).Closed);
                break;
            default:
                await desk.Sales.Quotes.DiscardAsync(Ann, quote.Id, Token);
                break;
        }

        Assert.Equal((2m, (3m, 2m, 0m)), ((await DemandOrderTests.FindAsync(desk.Charges, waiting)).Assigned(), await desk.ThereAsync()));
        Assert.Equal([$"3>0 {reason}"], await desk.EventsAsync(EventKinds.StockReleased));
        Assert.Equal(0, await desk.LeftAsync());
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task Won_it_is_picked_for_the_order_and_what_is_missing_is_needed()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(6m, 60m);
        var quote = await desk.ActiveAsync(Line(5m), Optional(Line(2m)), Line(1m));
        await desk.ReserveAsync(quote, 4m);
        await desk.ReserveAsync(quote, 2m, line: 1);
        var order = (await desk.Sales.WinAsync(quote)).Order!;

        // what wasn't chosen goes to who lacks it first
        var demand = (await desk.DemandAsync(order))!;
        Assert.Equal((5m, 4m, 1m, DemandStatus.ToPick), (demand.Needed, demand.Picked(), demand.Assigned(), demand.Status));
        Assert.Equal(((6m, 1m, 4m), string.Empty), (await desk.ThereAsync(), await desk.KeptAsync(quote)));
        Assert.Null(await desk.DemandAsync(order, 1));
        Assert.Equal(["2>0 Not chosen"], await desk.EventsAsync(EventKinds.StockReleased));
        Assert.Equal(["0>4"], await desk.EventsAsync(EventKinds.GoodsPicked));
        Assert.Equal(OrderErrors.NotSubmitted, await StockDesk.RefusedAsync(() => desk.Charges.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), cancellationToken: Token)));
        await desk.Sales.Orders.SubmitAsync(Ann, order.Id, cancellationToken: Token);
        Assert.Equal((5m, 1m), ((await desk.DemandAsync(order))!.Needed, (await desk.DemandAsync(order, 1))!.Assigned()));
        await desk.Charges.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 0), cancellationToken: Token);
        Assert.Equal(DemandStatus.Delivered, (await desk.Charges.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), cancellationToken: Token)).Demand.Status);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_missing_of_a_won_quote_is_ordered_before_its_order_is_submitted_and_free_when_that_is_canceled()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(2m, 20m);
        await desk.Stock.NumberOrdersAsync();
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        await desk.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(9m, Currency.EUR), "C62")], Token);
        var quote = await desk.ActiveAsync(Line(5m));
        await desk.ReserveAsync(quote, 2m);
        var order = (await desk.Sales.WinAsync(quote)).Order!;
        Assert.Equal(5m, (await desk.DemandAsync(order))!.Needed);
        await desk.Charges.Demands.HoldAsync(Paul, DemandSource.Of(order.Id, 0), "wait", Token);
        await desk.Charges.Demands.FreeAsync(Paul, DemandSource.Of(order.Id, 0), Token);
        Assert.Equal(3m, (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Lines.Single().Quantity);
        var forecast = await desk.Stock.Stock.ForecastAsync(Will, Cable.Id, Start.PlusDays(1), Token);
        Assert.Contains(forecast.Uncounted, one => one is { Quantity: -5m } && one.Document == order.Id.Value);

        await desk.Sales.Orders.CancelAsync(Ann, order.Id, "error", Token);
        Assert.Equal((DemandStatus.Canceled, (2m, 0m, 0m)), ((await desk.DemandAsync(order))!.Status, await desk.ThereAsync()));
        var next = await desk.Sales.OrderAsync(quote);
        Assert.Null(await desk.DemandAsync(next));
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_isnt_ordered_stays_until_it_is()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(6m, 60m);
        var quote = await desk.ActiveAsync(Line(6m));
        await desk.ReserveAsync(quote, 5m);
        await desk.Sales.WinAsync(quote, new() { MakesOrder = false });
        Assert.Equal(("0: 5", (6m, 5m, 0m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        var first = await desk.Sales.OrderAsync(quote, new QuoteOrderLine(0, 2m));
        Assert.Equal(("0: 3", 2m, (6m, 3m, 2m)), (await desk.KeptAsync(quote), (await desk.DemandAsync(first))!.Picked(), await desk.ThereAsync()));
        var second = await desk.Sales.OrderAsync(quote);
        Assert.Equal((string.Empty, 3m, 1m, (6m, 1m, 5m)), (await desk.KeptAsync(quote), (await desk.DemandAsync(second))!.Picked(), (await desk.DemandAsync(second))!.Assigned(), await desk.ThereAsync()));
    }

    [Fact]
    public async Task Of_goods_with_serials_it_is_assigned_since_units_are_named_when_they_are_picked()
    {
        var desk = await KeepingDesk.OpenAsync(isSerialized: true);
        await desk.Stock.ReceiveAsync(2m, 20m, "A", "B");
        var quote = await desk.ActiveAsync(Line(2m));
        Assert.Equal(InventoryErrors.BadQuantity, await StockDesk.RefusedAsync(() => desk.ReserveAsync(quote, 0.5m)));
        await desk.ReserveAsync(quote, 2m);
        var order = (await desk.Sales.WinAsync(quote)).Order!;
        Assert.Equal((0m, 2m, (2m, 2m, 0m)), await desk.DemandAsync(order) is { } demand ? (demand.Picked(), demand.Assigned(), await desk.ThereAsync()) : default);
        await desk.Charges.Deliveries.PickAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 2m, ["A", "B"])], cancellationToken: Token);
        Assert.Equal((2m, 0m, 2m), await desk.ThereAsync());
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_kept_goes_with_a_quote_that_is_won_at_the_prices_of_today()
    {
        var desk = await KeepingDesk.OpenAsync(policy: new() { Expired = ExpiredQuotes.Reprice });
        await desk.Stock.ReceiveAsync(3m, 30m);
        var quote = await desk.ActiveAsync(Line(3m));
        await desk.ReserveAsync(quote, 3m, until: Start.PlusDays(360));
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(301));
        var repriced = await desk.Sales.Quotes.RepricedAsync(Ann, quote.Id, Token);
        var order = (await desk.Sales.WinAsync(quote, new() { ConfirmedPrices = repriced.PriceHash })).Order!;
        Assert.Equal((3m, (3m, 0m, 3m)), ((await desk.DemandAsync(order))!.Picked(), await desk.ThereAsync()));
        Assert.Equal(0, await desk.LeftAsync());
    }

    [Fact]
    public async Task A_customer_who_accepts_gets_what_was_kept()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        var quote = await desk.ActiveAsync(Line(3m));
        await desk.ReserveAsync(quote, 3m);
        await desk.Sales.AcceptAsync(quote);
        var order = (await desk.OrdersAsync(quote)).Single();
        Assert.Equal((3m, DemandStatus.ReadyToShip), ((await desk.DemandAsync(order))!.Picked(), (await desk.DemandAsync(order))!.Status));

        // whom it is won by is the system: who quoted it asks for the goods
        Assert.Equal(quote.Author, (await desk.DemandAsync(order))!.RequestedBy);
    }

    private static Id<StockReservation> Id(int number) => new(new Guid(number, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 0]));
}

using Psa.Domain.Tests.Inventory;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Orders;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What is kept for quotes is freed once nothing more is ordered of them, and follows what became of them while inventory was off (R-RESERVATION).</summary>
public sealed class ReservationEndTests
{
    [Fact]
    public async Task While_inventory_is_off_what_is_kept_is_read_alone()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(3m, 30m);
        var quote = await desk.ActiveAsync(Line(3m));
        await desk.ReserveAsync(quote, 3m);
        await desk.Stock.Features.SetEditionAsync(Ada, Edition.Essentials, Token);
        await desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "price", Token);
        Assert.Equal("0: 3", await desk.KeptAsync(quote));
        Assert.Equal(FeatureErrors.NotInEdition, await StockDesk.RefusedAsync(() => desk.Reservations.ExpireAsync(Sam, Token)));
        await desk.Stock.Features.SetEditionAsync(Ada, Edition.Premium, Token);
        Assert.Equal((3m, 0m, 0m), await desk.ThereAsync());
        Assert.Equal(["3>0 Inventory was off"], await desk.EventsAsync(EventKinds.StockReleased));
    }

    [Fact]
    public async Task What_was_ordered_while_inventory_was_off_is_free_for_its_order_once_it_is_on()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(9m, 90m);
        var (quote, part, draft, live) = (await desk.ActiveAsync(Line(3m)), await desk.ActiveAsync(Line(3m)), await desk.DraftAsync(Line(2m)), await desk.ActiveAsync(Line(1m)));
        foreach (var (one, quantity) in new[] { (quote, 3m), (part, 3m), (draft, 2m), (live, 1m) })
        {
            await desk.ReserveAsync(one, quantity);
        }

        await desk.Stock.Features.SetEditionAsync(Ada, Edition.Essentials, Token);
        var order = (await desk.Sales.WinAsync(quote)).Order!;
        await desk.Sales.Orders.SubmitAsync(Ann, order.Id, cancellationToken: Token);
        await desk.Sales.WinAsync(part, new() { MakesOrder = false });
        await desk.Sales.OrderAsync(part, new QuoteOrderLine(0, 1m));
        await desk.Sales.Quotes.ChangeAsync(Ann, draft.Id, Content(Line(1m)), Token);
        Assert.Equal((9m, 9m, 0m), await desk.ThereAsync());
        await desk.Stock.Features.SetEditionAsync(Ada, Edition.Premium, Token);
        Assert.Equal([string.Empty, "0: 2", "0: 1", "0: 1"], [await desk.KeptAsync(quote), await desk.KeptAsync(part), await desk.KeptAsync(draft), await desk.KeptAsync(live)]);
        Assert.Equal((DemandStatus.ToPick, 3m, (9m, 7m, 0m)), await desk.DemandAsync(order) is { } demand ? (demand.Status, demand.Assigned(), await desk.ThereAsync()) : default);
        await desk.Stock.RequireRightAsync();
    }

    [Fact]
    public async Task What_isnt_ordered_is_free_once_what_remains_of_an_order_is_given_up()
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(9m, 90m);
        var quote = await desk.ActiveAsync(Line(6m), Line(3m));
        await desk.ReserveAsync(quote, 6m);
        await desk.ReserveAsync(quote, 3m, line: 1);
        await desk.Sales.WinAsync(quote, new() { MakesOrder = false });
        var draft = await desk.Sales.OrderAsync(quote, new QuoteOrderLine(0, 1m));
        var order = await desk.Sales.OrderAsync(quote, new QuoteOrderLine(0, 2m), new QuoteOrderLine(1, 1m));
        await desk.Sales.Orders.SubmitAsync(Ann, order.Id, cancellationToken: Token);
        await desk.Charges.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m)], cancellationToken: Token);

        // an order that was never placed closes nothing, nor do other lines
        await desk.Sales.Orders.CancelAsync(Ann, draft.Id, "error", Token);
        Assert.Equal(("0: 3, 1: 2", (8m, 5m, 2m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        await desk.Sales.Orders.CancelRestAsync(Ann, order.Id, [0], "sold out", Token);
        Assert.Equal(("1: 2", (8m, 2m, 1m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        await desk.Sales.Orders.CancelRestAsync(Ann, order.Id, [], "sold out", Token);
        Assert.Equal((string.Empty, (8m, 0m, 0m), 0), (await desk.KeptAsync(quote), await desk.ThereAsync(), await desk.LeftAsync()));
        Assert.Equal(["3>0 sold out", "2>0 sold out"], await desk.EventsAsync(EventKinds.StockReleased));
        await desk.Stock.RequireRightAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_isnt_ordered_stays_kept_when_an_order_of_a_part_is_canceled(bool isSubmitted, bool isBegun)
    {
        var desk = await KeepingDesk.OpenAsync();
        await desk.Stock.ReceiveAsync(9m, 90m);
        var quote = await desk.ActiveAsync(Line(6m));
        await desk.ReserveAsync(quote, 6m);
        await desk.Sales.WinAsync(quote, new() { MakesOrder = false });
        var order = await desk.Sales.OrderAsync(quote, new QuoteOrderLine(0, 2m));
        if (isSubmitted)
        {
            await desk.Sales.Orders.SubmitAsync(Ann, order.Id, cancellationToken: Token);
        }

        if (isBegun)
        {
            await desk.Charges.Deliveries.DeliverAsync(Will, DemandSource.Of(order.Id, 0), [new(desk.Stock.Main, 1m)], cancellationToken: Token);
        }

        // what was picked for it alone is free; the rest of the quote is ordered later
        await desk.Sales.Orders.CancelAsync(Ann, order.Id, "too early", Token);
        Assert.Equal(("0: 4", (isBegun ? 8m : 9m, 4m, 0m)), (await desk.KeptAsync(quote), await desk.ThereAsync()));
        Assert.Empty(await desk.EventsAsync(EventKinds.StockReleased));
        var rest = await desk.Sales.OrderAsync(quote, new QuoteOrderLine(0, 4m));
        Assert.Equal((string.Empty, 4m), (await desk.KeptAsync(quote), (await desk.DemandAsync(rest))!.Picked()));
        await desk.Stock.RequireRightAsync();
    }
}

using Psa.Customers;
using Psa.Domain.Tests.Quotes;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Calls that are made again because their answer was lost, and values that nobody may give.</summary>
public sealed class OrderRepeatTests
{
    [Fact]
    public async Task What_is_delivered_so_far_is_told_once_and_can_be_taken_back()
    {
        var desk = await OpenAsync();
        var (order, ann) = (await desk.SubmitAsync(ALine(10m, 5m), ALine(10m, -2m)), desk.World.Actor);
        var first = await desk.Orders.FulfilAsync(ann, order.Id, 0, 2m, cancellationToken: Token);
        Assert.Equal(first, await desk.Orders.FulfilAsync(ann, order.Id, 0, 2m, cancellationToken: Token));
        Assert.Single(await desk.EventsAsync(order), one => one.Kind == EventKinds.OrderFulfilled);
        await desk.Orders.FulfilAsync(ann, order.Id, 0, 5m, cancellationToken: Token);
        var back = await desk.Orders.FulfilAsync(ann, order.Id, 0, 1m, cancellationToken: Token);
        Assert.Equal([2m, 3m, -4m], back.Fulfilments.AsEnumerable().Select(one => one.Quantity));
        Assert.Equal([1m, 0m], back.Quantities.AsEnumerable().Select(one => one.Shipped));
        foreach (var (line, shipped) in new[] { (0, 5.5m), (0, -1m), (1, 1m), (1, -2.5m) })
        {
            await AQuoteDesk.RefusedAsync(OrderErrors.OverShipped, () => desk.Orders.FulfilAsync(ann, order.Id, line, shipped, cancellationToken: Token));
        }

        await AQuoteDesk.RefusedAsync(OrderErrors.BadQuantity, () => desk.Orders.FulfilAsync(ann, order.Id, 0, 0.0000000000000001m, cancellationToken: Token));
        Assert.Equal(back, await desk.ReadAsync(order));
    }

    [Fact]
    public async Task The_telling_that_closes_an_order_is_told_once_and_less_opens_it_again()
    {
        var desk = await OpenAsync();
        var (order, ann) = (await desk.SubmitAsync(ALine(10m, 2m)), desk.World.Actor);
        await desk.Orders.InvoiceAsync(ann, order.Id, new(), Token);
        var closed = await desk.Orders.FulfilAsync(ann, order.Id, 0, 2m, cancellationToken: Token);
        Assert.Equal(OrderStatus.Closed, closed.Status);
        Assert.Equal(closed, await desk.Orders.FulfilAsync(ann, order.Id, 0, 2m, cancellationToken: Token));
        Assert.Equal(OrderStatus.Submitted, (await desk.Orders.FulfilAsync(ann, order.Id, 0, 1m, cancellationToken: Token)).Status);
        var draft = await desk.DraftAsync(ALine(10m, 2m));
        await AQuoteDesk.RefusedAsync(OrderErrors.NotSubmitted, () => desk.Orders.FulfilAsync(ann, draft.Id, 0, 0m, cancellationToken: Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_asked_for_so_far_is_billed_once(bool atOnce)
    {
        var desk = await OpenAsync();
        var (order, ann) = (await desk.SubmitAsync(ALine(10m, 5m)), desk.World.Actor);
        OrderBill UpTo(decimal quantity) => new() { Quantities = [new(0, quantity)], AtOnce = atOnce };
        Assert.Equal(Eur(20m), (await desk.Orders.InvoiceAsync(ann, order.Id, UpTo(2m), Token)).Items[0].Net);
        foreach (var again in new[] { 2m, 1m })
        {
            await AQuoteDesk.RefusedAsync(OrderErrors.NothingToInvoice, () => desk.Orders.InvoiceAsync(ann, order.Id, UpTo(again), Token));
        }

        Assert.Equal(Eur(10m), (await desk.Orders.InvoiceAsync(ann, order.Id, UpTo(3m), Token)).Items[0].Net);
        await AQuoteDesk.RefusedAsync(OrderErrors.OverInvoiced, () => desk.Orders.InvoiceAsync(ann, order.Id, UpTo(6m), Token));
        Assert.Equal(3m, (await desk.ReadAsync(order)).Quantities[0].Invoiced);
    }

    [Fact]
    public async Task A_quote_is_sent_to_somebody_once_a_day()
    {
        var desk = await AWinDesk.OpenAsync();
        var (quote, ann) = (await desk.ActiveAsync(AQuoteDesk.ALine()), AQuoteDesk.Ann);
        Task<Quote> SendAsync(string to, DeliveryMethod how = DeliveryMethod.Email) => desk.Quotes.SendAsync(ann, quote.Id, to, how, Token);
        var sent = await SendAsync("a@b.example");
        desk.World.Clock.Advance(NodaTime.Duration.FromMinutes(10));
        Assert.Equal(sent, await SendAsync(" a@b.example "));
        await SendAsync("c@b.example");
        await SendAsync("a@b.example", DeliveryMethod.Post);
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(1));
        Assert.Equal(["a@b.example", "c@b.example", "a@b.example", "a@b.example"], (await SendAsync("a@b.example")).Sendings.AsEnumerable().Select(one => one.To));
        Assert.Equal(4, (await desk.Desk.EventsAsync(EventKinds.QuoteSent)).Count);
    }

    [Fact]
    public async Task An_acceptance_holds_no_text_of_absurd_length()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(AQuoteDesk.ALine());
        var good = new AcceptQuote { ByName = new('a', 400), Email = new('a', 320), Note = new('a', 10_000) };
        foreach (var bad in new[] { good with { ByName = new('a', 401) }, good with { Email = new('a', 321) }, good with { Note = new('a', 10_001) } })
        {
            await AQuoteDesk.RefusedAsync(MoneyErrors.OutOfRange, () => desk.Quotes.AcceptAsync(AQuoteDesk.Sam, quote.Id, bad, Token));
        }

        Assert.Equal(good.Note, (await desk.Quotes.AcceptAsync(AQuoteDesk.Sam, quote.Id, good, Token)).Quote.Acceptance!.Note);
    }

    [Fact]
    public async Task Progress_is_told_of_quantities_of_any_size()
    {
        var desk = await OpenAsync();
        var order = await desk.DraftAsync(ALine(10m));
        foreach (var (ordered, canceled) in new[] { (decimal.MaxValue, decimal.MinValue), (decimal.MinValue, decimal.MaxValue), (1m, decimal.MinValue), (-1m, decimal.MaxValue) })
        {
            var absurd = order with { Lines = [order.Lines[0] with { Quantity = ordered }], Quantities = [new(0m, canceled, 0m)] };
            Assert.Equal((OrderProgress.None, OrderProgress.None), (absurd.FulfilmentProgress, absurd.InvoicingProgress));
        }
    }
}

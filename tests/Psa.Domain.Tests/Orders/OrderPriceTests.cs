using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Quotes;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Orders;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>The prices of orders: they follow the catalog while an order is active, and never after.</summary>
public sealed class OrderPriceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("vector", "stale-by-time")]
    public async Task A_price_that_becomes_valid_by_date_is_caught_when_the_order_is_submitted(bool onStep)
    {
        var desk = await OpenAsync();
        if (onStep)
        {
            await SetAsync(desk, settings => settings with { Repricing = RepricingTime.OnStep });
        }

        desk.AdvanceTo(new(2025, 1, 10));
        await PriceAsync(desk, new TierPrice(new(2025, 1, 1), 10m), new TierPrice(new(2025, 3, 1), 12m));
        desk.AdvanceTo(new(2025, 2, 20));
        var order = await desk.DraftAsync(Pieces(5m));
        Assert.Equal(Eur(50m), order.Totals.LineTotal);
        desk.AdvanceTo(new(2025, 3, 2));
        var difference = Assert.Single(await desk.Orders.CompareAsync(desk.World.Actor, order.Id, Token));
        Assert.Equal((Price(10m), Price(12m), true), (difference.OldPrice, difference.NewPrice, difference.Follows));
        var submitted = (await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token)).Order;
        Assert.Equal(Eur(60m), submitted.Totals.LineTotal);
        Assert.Contains(await desk.EventsAsync(order), one => one.Kind == EventKinds.DocumentRepriced);
        await PriceAsync(desk, new TierPrice(new(2025, 1, 1), 99m));
        Assert.Empty(await desk.Orders.CompareAsync(desk.World.Actor, order.Id, Token));
        Assert.Equal(Eur(60m), (await desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token)).Items[0].Net);
    }

    [Fact]
    public async Task A_tenant_may_refuse_stale_prices()
    {
        var desk = await OpenAsync();
        await SetAsync(desk, settings => settings with { RefuseStalePrices = true });
        await PriceAsync(desk, new TierPrice(new(2025, 1, 1), 10m), new TierPrice(new(2025, 2, 1), 12m));
        var order = await desk.DraftAsync(Pieces(5m));
        desk.AdvanceTo(new(2025, 2, 2));
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token));
        Assert.Equal([(CatalogErrors.StalePrices, "Lines[0]")], refused.Problems.Select(one => (one.Code, one.Where)));
        Assert.Equal(Eur(60m), (await desk.Orders.RepriceAsync(desk.World.Actor, order.Id, Token)).Totals.LineTotal);
        await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token);
    }

    [Fact]
    public async Task Locked_and_overridden_prices_stay()
    {
        var desk = await OpenAsync();
        await PriceAsync(desk, new TierPrice(new(2025, 1, 1), 10m));
        var (locked, said) = (await desk.DraftAsync(Pieces(1m)), await desk.DraftAsync(Pieces(1m)));
        await desk.Orders.LockPricesAsync(desk.World.Actor, locked.Id, Token);
        await desk.Orders.OverridePriceAsync(desk.World.Actor, said.Id, 0, Price(7m), "a friend", Token);
        await PriceAsync(desk, new TierPrice(new(2025, 1, 1), 11m));
        Assert.Equal((10m, 7m), ((await SubmittedAsync(desk, locked)).Totals.LineTotal.Amount, (await SubmittedAsync(desk, said)).Totals.LineTotal.Amount));
        var open = await desk.DraftAsync(Pieces(1m));
        await desk.Orders.OverridePriceAsync(desk.World.Actor, open.Id, 0, Price(7m), "a friend", Token);
        Assert.Equal(Eur(11m), (await desk.Orders.RestorePriceAsync(desk.World.Actor, open.Id, 0, Token)).Totals.LineTotal);
        Assert.Equal(OrderErrors.NotActive, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.LockPricesAsync(desk.World.Actor, said.Id, Token))).Code);
    }

    [Fact]
    public async Task A_change_of_a_list_prices_open_orders_and_quotes_anew_and_nothing_locked_or_agreed()
    {
        var desk = await AWinDesk.OpenAsync();
        var (orders, quotes, ann) = (desk.Orders, desk.Quotes, AQuoteDesk.Ann);
        await desk.Desk.PriceAsync((Start, 10m));
        var order = new NewOrder { Customer = desk.Desk.Customer.Id, Content = AContent(Pieces(2m)) };
        var (open, locked) = (await orders.DraftAsync(ann, order, Token), await orders.DraftAsync(ann, order with { PriceBehaviour = PriceBehaviour.Locked }, Token));
        var agreed = (await orders.SubmitAsync(ann, (await orders.DraftAsync(ann, order, Token)).Id, cancellationToken: Token)).Order;
        var quote = desk.Desk.New(AQuoteDesk.Sold(2m));
        var (draft, kept) = (await quotes.DraftAsync(ann, quote, Token), await quotes.DraftAsync(ann, quote with { PriceBehaviour = PriceBehaviour.Locked }, Token));
        var active = await desk.ActiveAsync(AQuoteDesk.Sold(2m));

        await PriceAsync(desk.World, new TierPrice(Start, 12m));

        Assert.Equal([24m, 20m, 20m], [await LineTotalAsync(open), await LineTotalAsync(locked), await LineTotalAsync(agreed)]);
        Assert.Equal([24m, 20m, 20m], (await Task.WhenAll(new[] { draft, kept, active }.Select(one => desk.Desk.StoredAsync(one.Id)))).Select(one => one!.Totals.LineTotal.Amount));
        var told = await desk.Desk.EventsAsync(EventKinds.DocumentRepriced);
        Assert.Equal([draft.Id.Value, open.Id.Value], told.Select(one => one.RecordId));
        var run = (await desk.World.Repricing.ListAsync(desk.World.Actor, new(), PageRequest.First, Token)).Items.Single(one => one.Documents > 0);
        Assert.Equal((2L, 2L, 0L), (run.Documents, run.Lines, run.FaultCount));
        Assert.NotNull(run.FinishedAt);

        async Task<decimal> LineTotalAsync(Order one) => (await orders.FindAsync(ann, one.Id, Token))!.Totals.LineTotal.Amount;
    }

    private static NewDocumentLine Pieces(decimal quantity) => new() { Text = "Pieces", Product = AProduct.Id, Quantity = quantity };

    private static async Task<Order> SubmittedAsync(OrderDesk desk, Order order) => (await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token)).Order;

    private static Task<TenantSettings> SetAsync(OrderDesk desk, Func<TenantSettings, TenantSettings> change) =>
        new SettingsService(desk.World.Store, desk.World.Clock).SaveAsync(desk.World.Actor, change(new() { Id = Today.SettingsOf(Tenant), Tenant = Tenant }), Token);

    private static Task PriceAsync(OrderDesk desk, params TierPrice[] prices) => PriceAsync(desk.World, prices);

    private static async Task PriceAsync(AWorld world, params TierPrice[] prices)
    {
        var list = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        await world.Catalog.SavePriceListAsync(
            world.Actor, list with { Items = [new(AProduct.Id, "C62", prices.Select(one => new PriceEntry(one.From, Price(one.Amount))).ToValueList())] }, Token);
    }

    private sealed record TierPrice(LocalDate From, decimal Amount);
}

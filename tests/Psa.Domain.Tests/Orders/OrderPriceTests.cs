using NodaTime;
using Psa.Catalog;
using Psa.Documents;
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

    private static NewDocumentLine Pieces(decimal quantity) => new() { Text = "Pieces", Product = AProduct.Id, Quantity = quantity };

    private static async Task<Order> SubmittedAsync(OrderDesk desk, Order order) => (await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token)).Order;

    private static Task<TenantSettings> SetAsync(OrderDesk desk, Func<TenantSettings, TenantSettings> change) =>
        new SettingsService(desk.World.Store, desk.World.Clock).SaveAsync(desk.World.Actor, change(new() { Id = Today.SettingsOf(Tenant), Tenant = Tenant }), Token);

    private static async Task PriceAsync(OrderDesk desk, params TierPrice[] prices)
    {
        var list = (await desk.World.Catalog.FindPriceListAsync(desk.World.Actor, APriceList.Id, Token))!;
        await desk.World.Catalog.SavePriceListAsync(
            desk.World.Actor, list with { Items = [new(AProduct.Id, "C62", prices.Select(one => new PriceEntry(one.From, Price(one.Amount))).ToValueList())] }, Token);
    }

    private sealed record TierPrice(LocalDate From, decimal Amount);
}

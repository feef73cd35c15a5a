using NodaTime;
using Psa.Catalog;
using Psa.Domain.Tests.Procurement;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>The current cost of a product is that of its last receipt (spec 6a).</summary>
public sealed class ReceiptCostTests
{
    [Fact]
    public async Task A_price_by_cost_follows_the_last_receipt_of_the_day()
    {
        var desk = await DeskAsync();
        Assert.Equal(CatalogErrors.MissingCost, (await PriceAsync(desk, 0)).Error);
        var first = await desk.ReceiveAsync(3m, 10m);
        Assert.Equal(4m, (await PriceAsync(desk, 0)).Price);
        desk.World.Clock.Advance(Duration.FromDays(2));
        await desk.ReceiveAsync(1m, 8m);
        await desk.ReceiveAsync(2m, 10m);

        // what becomes known later changes stock, and not what the goods were bought at
        await desk.Stock.LandAsync(Ada, new(Eur(6m), [new(Cable.Id, first.Sequence)]), Token);
        Assert.Equal([new(Start, Price(3.333333333333m)), new(Start.PlusDays(2), Price(5m))], await desk.Stock.ListCurrentCostsAsync(Ada, Cable.Id, Token));
        Assert.Equal((4m, 6m), ((await PriceAsync(desk, 1)).Price, (await PriceAsync(desk, 2)).Price));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Stock.ListCurrentCostsAsync(Will, Cable.Id, Token)));
    }

    [Fact]
    public async Task A_receipt_that_is_canceled_in_full_tells_no_cost()
    {
        var desk = await DeskAsync();
        await desk.ReceiveAsync(1m, 10m);
        var order = await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(4m, 20m));
        var receipt = (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 4m)], cancellationToken: Token)).Order.Lines[0].Receipts[0].Sequence;
        await desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 3m), Token);
        Assert.Equal(24m, (await PriceAsync(desk, 0)).Price);
        await desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, receipt, 1m), Token);

        Assert.Equal(12m, (await PriceAsync(desk, 0)).Price);
    }

    [Fact]
    public async Task What_somebody_sets_by_hand_holds_from_its_day_on_whatever_comes()
    {
        var desk = await DeskAsync();
        await desk.ReceiveAsync(1m, 10m);
        var cable = (await desk.World.ReadAsync(session => session.Of<Product>().FindAsync(Cable.Id, Token).AsTask()))!;
        await desk.World.Catalog.SaveProductAsync(desk.World.Actor, cable with { CurrentCosts = [new(Start.PlusDays(2), Price(7m))] }, Token);
        desk.World.Clock.Advance(Duration.FromDays(3));
        await desk.ReceiveAsync(1m, 50m);

        Assert.Equal((12m, 8.4m), ((await PriceAsync(desk, 1)).Price, (await PriceAsync(desk, 5)).Price));
        Assert.Single((await desk.World.Catalog.FindProductAsync(desk.World.Actor, Cable.Id, Token))!.CurrentCosts);
    }

    [Fact]
    public async Task What_goes_straight_to_the_customer_tells_its_cost_too()
    {
        var desk = await DeskAsync();
        var order = await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(4m, 20m) with { IsDropShip = true });
        await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 4m)], cancellationToken: Token);

        Assert.Equal(24m, (await PriceAsync(desk, 0)).Price);
    }

    [Fact]
    public async Task A_run_bills_by_the_cost_of_what_came()
    {
        var desk = await DeskAsync();
        await desk.ReceiveAsync(1m, 10m);
        var customer = ACustomer();
        var contract = AContract(customer);
        var part = APart(contract, 1m) with { Product = Cable.Id, PriceBehaviour = PriceBehaviour.UseCurrent };
        await desk.World.AddAsync(customer, contract, part with { Terms = [part.Terms[0] with { UnitPrice = null }] });

        Assert.Equal([12m], await desk.World.NetsOfAsync(await desk.World.CalculateAsync(new(2025, 1, 31))));
    }

    private static async Task<StockDesk> DeskAsync()
    {
        var desk = await OpenAsync();
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Cable.Id, "C62", [new(new(2000, 1, 1), PriceMethod.Markup(Percent.Of(20m)))])] });
        return desk;
    }

    private static async Task<(decimal? Price, string? Error)> PriceAsync(StockDesk desk, int days)
    {
        var answer = await desk.World.Catalog.PriceAsync(desk.World.Actor, new() { Product = Cable.Id, Quantity = 1m, Date = Start.PlusDays(days), Currency = Currency.EUR }, Token);
        return (answer.Price?.Amount, answer.Error);
    }
}

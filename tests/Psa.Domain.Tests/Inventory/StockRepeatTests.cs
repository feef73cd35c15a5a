using NodaTime;
using Psa.Inventory;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Calls that are made again because their answer was lost: goods move once.</summary>
public sealed class StockRepeatTests
{
    private static readonly Id<StockMove> Given = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000a1"));

    [Fact]
    public async Task Goods_move_once_under_an_id()
    {
        var desk = await OpenAsync();
        var first = await TwiceAsync(desk, () => desk.Stock.ReceiveAsync(Will, new(Cable.Id, 10m, Eur(100m)) { Id = Given }, Token));
        var (carried, sent, torn, back, landed) = (Next(1), Next(2), Next(3), Next(4), Next(5));
        await TwiceAsync(desk, () => desk.Stock.TransferAsync(Will, new(Cable.Id, desk.Main, desk.Van, 2m) { Id = carried }, Token));
        await TwiceAsync(desk, () => desk.Stock.AdjustAsync(Ada, new(Cable.Id, desk.Main, -1m, "torn") { Id = torn }, Token));
        await TwiceAsync(desk, () => desk.Stock.DisposeOfAsync(Ada, new(Cable.Id, desk.Main, -1m, "old") { Id = Next(6) }, Token));
        await TwiceAsync(desk, () => desk.Stock.TakeBackAsync(Will, new(new(Cable.Id, first.Sequence), 1m) { Id = back }, Token));
        await TwiceAsync(desk, () => desk.Stock.LandAsync(Ada, new(Eur(6m), [new(Cable.Id, first.Sequence), new(Cable.Id, first.Sequence)]) { Id = landed }, Token));
        await TwiceAsync(desk, () => desk.Stock.RevalueAsync(Ada, Cable.Id, UnitPrice.Of(9m, Currency.EUR), Token));
        var transfer = await TwiceAsync(desk, () => desk.Stock.SendAsync(Will, new(Cable.Id, desk.Main, desk.Van, 3m) { Id = sent }, Token));
        await TwiceAsync(desk, () => desk.Stock.ArriveAsync(Will, transfer.Id, 1m, cancellationToken: Token));
        await TwiceAsync(desk, () => desk.Stock.ArriveAsync(Will, transfer.Id, cancellationToken: Token));

        Assert.Equal((2m, 5m), ((await desk.AtAsync(desk.Main)).OnHand, (await desk.AtAsync(desk.Van)).OnHand));
        await desk.RequireRightAsync();
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => desk.Stock.AdjustAsync(Ada, new(Cable.Id, desk.Main, -1m, "torn") { Id = carried }, Token));
    }

    [Fact]
    public async Task What_is_ordered_comes_and_is_taken_back_once()
    {
        var desk = await OpenAsync();
        var vendor = await desk.Purchases.SaveVendorAsync(Ada, new() { Id = default, Tenant = Tenant, Number = "V1", Name = "Wires & Co", Currency = Currency.EUR }, Token);
        var line = new PurchaseOrderLine(Cable.Id, 10m, "C62", UnitPrice.Of(1m, Currency.EUR));

        // nothing came of what is only being written
        var asked = new NewPurchaseOrder(vendor.Id, [line with { ShortClosed = 2m, Receipts = [new(1, 3m)] }], "PO-1") { Id = new(Next(1).Value) };
        var order = await TwiceAsync(desk, () => desk.Purchases.CreateAsync(Ada, asked, Token));
        Assert.Equal(line, order.Lines[0]);
        await desk.Purchases.SubmitAsync(Ada, order.Id, Token);
        var received = await TwiceAsync(desk, async () => (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 4m) { Id = Given }, new(0, 1m) { Id = Next(2) }], cancellationToken: Token)).Order);
        Assert.Equal(5m, received.Lines[0].NetReceived());
        var first = received.Lines[0].Receipts[0].Sequence;
        Assert.Equal(4m, (await TwiceAsync(desk, () => desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, first, 1m) { Id = Next(3) }, Token))).Lines[0].NetReceived());
        var invoice = new NewVendorInvoice(vendor.Id, "R 7", new(2025, 1, 2), Currency.EUR, [new(order.Id, 0, first, 1m, UnitPrice.Of(2m, Currency.EUR))]) { Id = new(Next(4).Value) };
        await TwiceAsync(desk, () => desk.Purchases.RecordInvoiceAsync(Ada, invoice, Token));

        Assert.Equal(MoneyErrors.OutOfRange, await RefusedAsync(() => desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m) { Id = Next(5) }, new(0, 1m) { Id = Next(5) }], cancellationToken: Token)));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task A_count_tells_once_what_is_missing_whoever_counted_first()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(10m, 100m);
        var (early, count) = (desk.World.Clock.GetCurrentInstant(), new StockCount(Cable.Id, desk.Main, 8m, desk.World.Clock.GetCurrentInstant(), "stocktaking"));
        desk.World.Clock.Advance(Duration.FromMinutes(5));

        Assert.Equal(2m, Assert.Single(await desk.Stock.CountAsync(Ada, count, Token)).Quantity);
        Assert.Empty(await desk.Stock.CountAsync(Ada, count, Token));
        Assert.Empty(await desk.Stock.CountAsync(Ada, count with { At = early + Duration.FromMinutes(1) }, Token));
        Assert.Equal(8m, (await desk.AtAsync(desk.Main)).OnHand);
    }

    // again, a while later
    private static async Task<T> TwiceAsync<T>(StockDesk desk, Func<Task<T>> call)
    {
        var first = await call();
        var events = (await desk.EventsAsync()).Count;
        desk.World.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(first, await call());
        Assert.Equal(events, (await desk.EventsAsync()).Count);
        return first;
    }

    private static Id<StockMove> Next(int number) => new(new Guid($"0192d4e0-7b1f-7c3a-8e55-0000000000b{number}"));

    private static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR);
}

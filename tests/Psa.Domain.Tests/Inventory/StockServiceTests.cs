using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Stock as it is stored (R-MOVE-LOG): who may move what, and what stored balances say after it.</summary>
public sealed class StockServiceTests
{
    [Fact]
    public async Task Goods_are_received_carried_and_their_cost_follows()
    {
        var desk = await OpenAsync();
        var receipt = await desk.ReceiveAsync(10m, 100m);
        await desk.CarryAsync(5m, desk.Main, desk.Van);
        var moves = await desk.Stock.LandAsync(Ada, new(Money.Of(10m, Currency.EUR), [new(Cable.Id, receipt.Sequence)], Reason: "freight"), Token);

        Assert.Equal((5m, 55m), await desk.AtAsync(desk.Main));
        Assert.Equal((5m, 55m), await desk.AtAsync(desk.Van));
        Assert.Equal(0m, Assert.Single(moves).Difference.Amount);
        Assert.Equal(10m, (await desk.Stock.TakeBackAsync(Ada, new(new(Cable.Id, receipt.Sequence), 1m, From: desk.Van), Token)).Value.Amount + -1m);
        Assert.Equal(5m, (await desk.CarryAsync(5m, desk.Main, desk.Lost)).Quantity);
        Assert.Equal((0m, 0m), await desk.AtAsync(desk.Main));
        await desk.RequireRightAsync();
        Assert.Equal(
            [nameof(StockMoveKind.Receive), nameof(StockMoveKind.Transfer), nameof(StockMoveKind.LandedCost), nameof(StockMoveKind.CancelReceipt), nameof(StockMoveKind.Transfer)],
            (await desk.EventsAsync()).Where(one => one.Kind == EventKinds.StockMoved).Select(one => one.To));
        Assert.Equal(1, (await desk.EventsAsync()).Count(one => one.Kind == EventKinds.StockCostCorrected));
    }

    [Theory]
    [InlineData(CostScope.Location)]
    [InlineData(CostScope.All)]
    public async Task What_is_sent_is_under_way_until_it_arrives(CostScope scope)
    {
        var desk = await OpenAsync(scope: scope);
        await desk.ReceiveAsync(10m, 100m);
        var sent = await desk.Stock.SendAsync(Will, new(Cable.Id, desk.Main, desk.Van, 4m), Token);

        Assert.Equal(6m, (await desk.AtAsync(desk.Main)).OnHand);
        Assert.Equal(InventoryErrors.Insufficient, await RefusedAsync(() => desk.Stock.ArriveAsync(Will, sent.Id, 5m, cancellationToken: Token)));
        Assert.Equal(3m, (await desk.Stock.ArriveAsync(Will, sent.Id, 3m, cancellationToken: Token)).Arrived);
        await desk.RequireRightAsync();

        // nobody drives the van any more: the rest comes back
        var van = (await desk.Inventory.ListLocationsAsync(Ada, Token)).Single(location => location.Id == desk.Van);
        Assert.Equal(InventoryErrors.LocationNotEmpty, await RefusedAsync(() => desk.Inventory.SaveLocationAsync(Ada, van with { IsActive = false }, Token)));
        await desk.CarryAsync(3m, desk.Van, desk.Main);
        await desk.Inventory.SaveLocationAsync(Ada, van with { IsActive = false }, Token);
        Assert.Equal(InventoryErrors.BadPlace, await RefusedAsync(() => desk.CarryAsync(1m, desk.Main, desk.Van)));
        await desk.Stock.ArriveAsync(Will, sent.Id, cancellationToken: Token);

        Assert.Equal(10m, (await desk.AtAsync(desk.Main)).OnHand);
        Assert.DoesNotContain(await desk.Inventory.ListBalancesAsync(Ada, Cable.Id, Token), balance => balance.Transfer is not null);
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task Stock_is_costed_in_one_way_once_goods_moved()
    {
        var desk = await OpenAsync();
        Assert.Equal(CostScope.All, (await desk.Inventory.SetUpAsync(Ada, Currency.USD, CostScope.All, Token)).Scope);
        await desk.Inventory.SetUpAsync(Ada, Currency.EUR, CostScope.All, Token);
        await desk.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Lifo, cancellationToken: Token);
        Assert.Equal(InventoryErrors.NotSerialized, await RefusedAsync(() => desk.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Actual, cancellationToken: Token)));
        await desk.ReceiveAsync(1m, 10m);

        Assert.Equal(InventoryErrors.InUse, await RefusedAsync(() => desk.Inventory.SetUpAsync(Ada, Currency.EUR, CostScope.Location, Token)));
        Assert.Equal(CatalogErrors.ProductInUse, await RefusedAsync(() => desk.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Fifo, cancellationToken: Token)));
        await desk.Stock.DisposeOfAsync(Will, new(Cable.Id, desk.Main, -1m, "broken"), Token);
        await desk.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Actual, isSerialized: true, cancellationToken: Token);
        await desk.ReceiveAsync(1m, 10m, "one");
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task What_moved_since_a_count_is_taken_into_account()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(10m, 100m);
        var counted = desk.World.Clock.GetCurrentInstant();
        desk.World.Clock.Advance(Duration.FromMinutes(1));
        await desk.CarryAsync(4m, desk.Main, desk.Van);

        Assert.Empty(await desk.Stock.CountAsync(Will, new(Cable.Id, desk.Main, 10m, counted, "year's end"), Token));
        Assert.Equal((StockMoveKind.Count, 1m, 10m), Of(await desk.Stock.CountAsync(Ada, new(Cable.Id, desk.Main, 9m, counted, "year's end"), Token)));
        Assert.Equal(5m, (await desk.AtAsync(desk.Main)).OnHand);
        desk.World.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal((StockMoveKind.Count, 2m, 20m), Of(await desk.Stock.CountAsync(Ada, new(Cable.Id, desk.Main, 7m, desk.World.Clock.GetCurrentInstant(), "year's end"), Token)));
        Assert.Equal((7m, 70m), await desk.AtAsync(desk.Main));
        Assert.Equal(InventoryErrors.ReasonMissing, await RefusedAsync(() => desk.Stock.CountAsync(Will, new(Cable.Id, desk.Main, 7m, counted, " "), Token)));
        await desk.RequireRightAsync();

        static (StockMoveKind, decimal, decimal) Of(ValueList<StockMove> moves) => Assert.Single(moves) is var move ? (move.Kind, move.Quantity, move.Value.Amount) : default;
    }

    [Fact]
    public async Task Serials_that_were_not_counted_are_missing()
    {
        var desk = await OpenAsync(method: CostMethod.Actual, isSerialized: true);
        await desk.ReceiveAsync(3m, 30m, "a", "b", "c");
        await desk.Stock.CountAsync(Will, new(Cable.Id, desk.Main, 2m, desk.World.Clock.GetCurrentInstant(), "count", ["A", "b"]), Token);

        Assert.Equal((2m, 20m), await desk.AtAsync(desk.Main));
        Assert.Equal(SerialStatus.Gone, (await desk.Inventory.FindSerialAsync(Will, Cable.Id, "C", Token))!.Status);
        Assert.Equal(InventoryErrors.SerialDuplicate, await RefusedAsync(() => desk.ReceiveAsync(1m, 5m, "c")));
        await desk.Stock.CountAsync(Will, new(Cable.Id, desk.Main, 3m, desk.World.Clock.GetCurrentInstant(), "count", ["a", "b", "c"]), Token);
        Assert.Equal((3m, 30m), await desk.AtAsync(desk.Main));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task Falling_below_the_minimum_is_told_once_and_suggests_what_fills_up()
    {
        var desk = await OpenAsync();
        await desk.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Main, 2m, 5m, " A7 ", Token);
        await desk.ReceiveAsync(4m, 40m);
        Assert.Empty(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token));
        await desk.CarryAsync(3m, desk.Main, desk.Van);
        await desk.CarryAsync(1m, desk.Main, desk.Van);

        Assert.Equal(1, (await desk.EventsAsync()).Count(one => one.Kind == EventKinds.StockMinimumBreached));
        Assert.Equal(5m, Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token)).Suggested);
        await desk.Stock.SendAsync(Will, new(Cable.Id, desk.Van, desk.Main, 1m), Token);
        Assert.Equal((1m, 4m), Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token)) is var line ? (line.InTransit, line.Suggested) : default);
        Assert.Equal(InventoryErrors.BadItem, await RefusedAsync(() => desk.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Main, 6m, 5m, cancellationToken: Token)));
    }

    [Fact]
    public async Task One_location_is_the_default_and_names_are_unique()
    {
        var desk = await OpenAsync();
        var locations = await desk.Inventory.ListLocationsAsync(Will, Token);
        Assert.Equal([desk.Main], locations.Where(location => location.IsDefault).Select(location => location.Id));
        var (main, van) = (locations.Single(location => location.Id == desk.Main), locations.Single(location => location.Id == desk.Van));

        Assert.Equal(InventoryErrors.LocationDuplicate, await RefusedAsync(() => desk.LocationAsync(" main", LocationKind.Warehouse)));
        Assert.Equal(InventoryErrors.BadLocation, await RefusedAsync(() => desk.Inventory.SaveLocationAsync(Ada, main with { IsActive = false }, Token)));
        Assert.Equal(InventoryErrors.BadLocation, await RefusedAsync(() => desk.Inventory.SaveLocationAsync(Ada, main with { IsDefault = false }, Token)));
        Assert.Equal(InventoryErrors.BadLocation, await RefusedAsync(() => desk.Inventory.SaveLocationAsync(Ada, van with { IsDefault = true, Owner = UserId.Of("eve") }, Token)));
        await desk.Inventory.SaveLocationAsync(Ada, van with { IsDefault = true }, Token);
        Assert.Equal([desk.Van], (await desk.Inventory.ListLocationsAsync(Will, Token)).Where(location => location.IsDefault).Select(location => location.Id));
    }

    [Fact]
    public async Task What_stock_is_worth_is_shown_to_who_views_costs()
    {
        var desk = await OpenAsync(method: CostMethod.Fifo);
        await desk.ReceiveAsync(10m, 100m);

        var (seen, move) = (Assert.Single(await desk.Inventory.ListAtAsync(Will, desk.Main, Token)), Assert.Single(await desk.Inventory.ListMovesAsync(Will, Cable.Id, cancellationToken: Token)));

        Assert.Equal((10m, null, 0), (seen.OnHand, seen.Value, seen.Layers.Count));
        Assert.Equal((true, null, 0), (move.Value.IsZero, move.Given, move.Layers.Count));
        Assert.Equal(100m, Assert.Single(await desk.Inventory.ListMovesAsync(Ada, Cable.Id, cancellationToken: Token)).Value.Amount);
    }

    [Fact]
    public async Task A_stored_value_that_its_moves_do_not_come_to_is_found()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(10m, 100m);
        await using (var session = await desk.World.Store.OpenAsync(Tenant, Token))
        {
            var balance = Assert.Single(await desk.Inventory.ListBalancesAsync(Ada, Cable.Id, Token));
            session.Of<StockBalance>().Update(balance with { OnHand = 11m });
            await session.CommitAsync(Token);
        }

        Assert.False((await desk.Stock.VerifyAsync(Will, Cable.Id, Token)).IsRight);
    }

    [Fact]
    public async Task The_stock_of_a_past_day_is_what_its_moves_came_to()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(10m, 100m);
        desk.World.Clock.Advance(Duration.FromDays(2));
        await desk.Stock.SendAsync(Will, new(Cable.Id, desk.Main, desk.Van, 3m), Token);
        await desk.CarryAsync(2m, desk.Main, desk.Lost);

        Assert.Equal((0m, 0m), Of(await desk.Stock.OnDayAsync(Ada, Cable.Id, new(2024, 12, 31), Token)));
        Assert.Equal((10m, 100m), Of(await desk.Stock.OnDayAsync(Ada, Cable.Id, new(2025, 1, 2), Token)));
        Assert.Equal((8m, 80m), Of(await desk.Stock.OnDayAsync(Ada, Cable.Id, new(2025, 1, 3), Token)));
        Assert.Null((await desk.Stock.OnDayAsync(Will, Cable.Id, new(2025, 1, 3), Token)).Value);

        static (decimal, decimal) Of(StockOnDay stock) => (stock.Quantity, stock.Value!.Value.Amount);
    }
}

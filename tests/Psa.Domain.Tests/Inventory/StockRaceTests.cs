using Psa.Inventory;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Several people at the same moment, each with sessions of their own: one takes the last unit, the others read a clear refusal.</summary>
public sealed class StockRaceTests
{
    private const int Callers = 4;

    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_unit_is_taken_once(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            await desk.ReceiveAsync(1m, 10m);

            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.CarryAsync(1m, desk.Main, desk.Van),
                1 => desk.Stock.SendAsync(Will, new(Cable.Id, desk.Main, desk.Van, 1m), Token),
                2 => desk.Stock.DisposeOfAsync(Will, new(Cable.Id, desk.Main, -1m, "broken"), Token),
                _ => desk.Stock.AdjustAsync(Will, new(Cable.Id, desk.Main, -1m, "missing"), Token),
            });

            Assert.Equal([null, .. Enumerable.Repeat(InventoryErrors.Insufficient, Callers - 1)], codes);
            Assert.Equal((0m, 0m), await desk.AtAsync(desk.Main));
        }

        await desk.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Receipts_at_the_same_moment_all_count(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds / 2; n++)
        {
            Assert.All(await AtOnceAsync(_ => desk.ReceiveAsync(1m, 10m)), Assert.Null);
        }

        Assert.Equal((Callers * (Rounds / 2), Callers * (Rounds / 2) * 10m), await desk.AtAsync(desk.Main));
        await desk.RequireRightAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Its_method_changes_or_a_product_gets_its_first_goods(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var method = n % 2 == 0 ? CostMethod.Fifo : CostMethod.Average;
            await AtOnceAsync(caller => caller == 0 ? desk.Inventory.StockAsync(Ada, Cable.Id, method, cancellationToken: Token) : (Task)desk.ReceiveAsync(1m, 10m));
            await desk.RequireRightAsync();
            await desk.Stock.DisposeOfAsync(Will, new(Cable.Id, desk.Main, 1 - Callers, "broken"), Token);
        }
    }

    /// <summary>Lets several call at the same moment, and gives the codes of what was refused; <see langword="null"/> for each that wasn't.</summary>
    internal static async Task<List<string?>> AtOnceAsync(Func<int, Task> call)
    {
        using var start = new SemaphoreSlim(0, Callers);
        var calls = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call(caller);
                return null;
            }
            catch (PsaException refusal)
            {
                return refusal.Code;
            }
        })).ToList();
        start.Release(Callers);
        return [.. (await Task.WhenAll(calls)).Order(StringComparer.Ordinal)];
    }
}

using Psa.Orders;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Sessions of their own ask for deposits, deduct and credit them at the same moment: the order's and the deposit's versions decide.</summary>
public sealed class DepositRaceTests
{
    private static int Rounds => Depth.Of(5, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Two_deposits_at_once_are_at_most_the_order(string store)
    {
        var desk = await DepositDesk.OpenAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            var order = await desk.AnOrderAsync();
            var made = await AtOnceAsync(3, _ => desk.MakeAsync(order, 60m));
            Assert.Single(made, static code => code is null);
            Assert.All(made, static code => Assert.True(code is null or DepositErrors.ExceedsOrder or "store.conflict", code));
            Assert.Single(await desk.AllAsync<Deposit>(), deposit => deposit.Order == order.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_is_deducted_is_not_credited_as_well(string store)
    {
        var desk = await DepositDesk.OpenAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            var order = await desk.AnOrderAsync();
            var (deposit, asked) = await desk.IssuedAsync(order, 20m);
            await AtOnceAsync(2, async n => _ = n == 0 ? (object)await desk.DraftAsync(order, 0, 6m) : await desk.CreditWholeAsync(asked));
            var share = (await desk.StandingAsync(deposit)).Shares[0];
            Assert.Equal((120m, 0m), ((share.Deducted + share.Credited).Amount, share.Left.Amount));
        }
    }

    // the code of each refusal
    private static async Task<string?[]> AtOnceAsync<T>(int callers, Func<int, Task<T>> call)
    {
        using var start = new SemaphoreSlim(0, callers);
        var calls = Enumerable.Range(0, callers).Select(n => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call(n);
                return null;
            }
            catch (PsaException refusal)
            {
                return refusal.Code;
            }
        })).ToArray();
        start.Release(callers);
        return await Task.WhenAll(calls);
    }
}

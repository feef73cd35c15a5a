using Psa.Contracts;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Testing;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Several callers accept, win and order one quote at the same moment, each with a session of its own: one is first, and nothing is made twice.</summary>
public sealed class QuoteWinRaceTests
{
    private const int Callers = 4;

    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public Task It_is_won_once_and_all_get_what_was_made(string store) => RoundsAsync(store, policy: null, async (desk, quote) =>
    {
        var made = await AtOnceAsync(n => desk.WinAsync(quote, new() { ContractStart = new(2025, 2, n + 1) }));

        // where two begin with the other's number, the database may refuse one of them once too often
        Assert.Contains(made, static one => one.Made is not null);
        Assert.All(made, one => Assert.True(one.Code is null or PsaErrors.Conflict, one.Code));
        Assert.Single(made.Where(one => one.Made is not null).Select(one => (one.Made!.Order!.Id, one.Made.Order.Number, string.Join(' ', one.Made.Contracts.Select(contract => (contract.Id, contract.EffectiveFrom))))).Distinct());
        Assert.Equal((1, 2), (await OrdersAsync(desk, quote), (await PartsAsync(desk, quote)).Count));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task It_is_accepted_once_and_others_hear_so(string store) => RoundsAsync(store, policy: null, async (desk, quote) =>
    {
        var made = await AtOnceAsync(n => desk.AcceptAsync(quote, new() { ByName = $"Carl {n}" }, Sam));
        var first = Assert.Single(made, static one => one.Made is not null).Made!;
        Assert.Equal(Callers - 1, made.Count(one => one.Code == QuoteErrors.AlreadyAccepted));
        Assert.Equal(first.Quote.Acceptance, (await desk.Desk.StoredAsync(quote.Id))!.Acceptance);
        Assert.Equal((1, 2), (await OrdersAsync(desk, quote), (await PartsAsync(desk, quote)).Count));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task It_is_won_or_lost_or_revised(string store) => RoundsAsync(store, policy: null, async (desk, quote) =>
    {
        var made = await AtOnceAsync(async n => n switch
        {
            0 => await desk.Quotes.LoseAsync(Ann, quote.Id, "No", Token),
            1 => new QuoteDecision(await desk.Quotes.ReviseAsync(Ann, quote.Id, Token)),
            _ => await desk.WinAsync(quote),
        });

        var isWon = (await desk.Desk.StoredAsync(quote.Id))!.Status == QuoteStatus.Won;
        Assert.Equal(isWon ? (1, 2) : (0, 0), (await OrdersAsync(desk, quote), (await PartsAsync(desk, quote)).Count));
        Assert.Equal(isWon, made.Any(one => one.Made?.Quote.Status == QuoteStatus.Won));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task What_is_left_is_ordered_once(string store) => RoundsAsync(store, new() { OrdersWhenWon = false }, async (desk, quote) =>
    {
        await desk.WinAsync(quote);
        var made = await AtOnceAsync(n => n < 2 ? desk.OrderAsync(quote) : desk.OrderAsync(quote, new QuoteOrderLine(0, 10m)));
        Assert.Single(made, static one => one.Made is not null);
        Assert.Equal(Callers - 1, made.Count(one => one.Code == QuoteErrors.OverOrdered));
        Assert.Equal((1, (ValueList<decimal>)[10m, 0m, 0m]), (await OrdersAsync(desk, quote), (await desk.Desk.StoredAsync(quote.Id))!.Ordered));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task An_order_is_canceled_while_another_is_made(string store) => RoundsAsync(store, policy: null, async (desk, quote) =>
    {
        var first = (await desk.WinAsync(quote)).Order!;
        await AtOnceAsync(n => n < 2 ? desk.Orders.CancelAsync(Ann, first.Id, "No", Token) : desk.OrderAsync(quote));
        var live = (await desk.World.ReadAsync(session => session.Of<Order>().QueryAsync(OrderRecords.OfQuote(quote.Id), Token).ToListAsync(Token).AsTask())).FindAll(order => order.Status != OrderStatus.Canceled);

        // canceled first, another one may have been ordered since, and only one
        Assert.InRange(live.Count, 0, 1);
        Assert.Equal(live.Count * 10m, (await desk.Desk.StoredAsync(quote.Id))!.Ordered is [var ordered, ..] ? ordered : 0m);
    });

    private static async Task RoundsAsync(string store, QuotePolicy? policy, Func<AWinDesk, Quote, Task> round)
    {
        var desk = await AWinDesk.OpenAsync(store, policy);
        for (var n = 0; n < Rounds; n++)
        {
            await round(desk, await desk.ActiveAsync(ALine(100m, 10m), Recurring(ALine(9m), BillingCycle.Monthly), Recurring(ALine(90m), BillingCycle.Yearly)));
        }

        var won = (await desk.Desk.EventsAsync(EventKinds.QuoteWon)).ConvertAll(one => one.RecordId);
        Assert.Equal(won.Distinct().Count(), won.Count);
    }

    private static async Task<int> OrdersAsync(AWinDesk desk, Quote quote) =>
        await desk.World.ReadAsync(async session => (await session.Of<Order>().QueryAsync(OrderRecords.OfQuote(quote.Id), Token).ToListAsync(Token)).Count);

    private static Task<List<ContractPart>> PartsAsync(AWinDesk desk, Quote quote) => desk.World.ReadAsync(async session =>
    {
        var parts = new List<ContractPart>();
        for (var place = 0; place < quote.Lines.Count; place++)
        {
            if (await session.Of<ContractPart>().FindAsync(DerivedId.Create<ContractPart>(Tenant, "quoted part", quote.Id.ToString(), $"{place}"), Token) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts;
    });

    private static async Task<(T? Made, string? Code)[]> AtOnceAsync<T>(Func<int, Task<T>> call)
        where T : class
    {
        using var start = new SemaphoreSlim(0, Callers);
        var calls = Enumerable.Range(0, Callers).Select(n => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                return ((T?)await call(n), (string?)null);
            }
            catch (PsaException refusal)
            {
                return (null, refusal.Code);
            }
        })).ToArray();
        start.Release(Callers);
        return await Task.WhenAll(calls);
    }
}

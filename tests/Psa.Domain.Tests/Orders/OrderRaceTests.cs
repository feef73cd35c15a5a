using NodaTime;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Several callers at the same moment, each with sessions of its own: an order's version decides, and nothing of it is billed twice or forgotten.</summary>
public sealed class OrderRaceTests
{
    private const int Callers = 4;
    private static readonly LocalDate January = new(2025, 1, 31);

    private static int Rounds => Depth.Of(5, 50);

    private static int RoundsWithARun => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    public static TheoryData<string> Databases { get; } = ["sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task One_of_several_invoices_what_is_left(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var order = await desk.SubmitAsync(ALine(10m, 3m), ALine(7m));
            var codes = await AtOnceAsync(() => desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { Quantities = [new(0, 2m)], AtOnce = true }, Token));
            Assert.Equal([null, .. Enumerable.Repeat(OrderErrors.NothingToInvoice, Callers - 1)], codes);
            codes = await AtOnceAsync(() => desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token));
            Assert.Equal([null, .. Enumerable.Repeat(OrderErrors.NothingToInvoice, Callers - 1)], codes);
            Assert.Equal(37m, (await ItemsOfAsync(desk, order)).Sum(item => item.Net.Amount));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_is_canceled_or_invoiced(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var order = await desk.SubmitAsync(ALine(10m, 3m));
            var which = 0;
            await AtOnceAsync(() => Interlocked.Increment(ref which) % 2 == 0
                ? desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new(), Token)
                : (Task)desk.Orders.CancelAsync(desk.World.Actor, order.Id, "late", Token));

            // whichever was first: what was billed of what is canceled is withdrawn, or given back
            Assert.Equal((0m, 0m), ((await ItemsOfAsync(desk, order)).Where(item => !item.Released).Sum(item => item.Net.Amount), (await desk.ReadAsync(order)).Quantities[0].Invoiced));
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task At_once_and_by_a_run_it_is_billed_once(string store)
    {
        var desk = await OpenAsync(store);
        var through = January;
        for (var n = 0; n < RoundsWithARun; n++)
        {
            var order = await desk.SubmitAsync(ALine(10m, 3m), ALine(7m));

            // two ways to bill the same at the same moment: at once, and as an item that a run takes up
            var which = 0;
            through = through.PlusDays(1);
            var run = desk.World.CalculateAsync(through, January);
            var codes = await AtOnceAsync(() => desk.Orders.InvoiceAsync(desk.World.Actor, order.Id, new() { AtOnce = Interlocked.Increment(ref which) % 2 == 0 }, Token));
            Assert.Equal([null, .. Enumerable.Repeat(OrderErrors.NothingToInvoice, Callers - 1)], codes);
            await desk.World.Runs.IssueAsync(desk.World.Actor, (await run).Id, cancellationToken: Token);

            // what waits is taken up by the next run, and what stands on a draft by nobody
            through = through.PlusDays(1);
            await desk.World.BillAsync(through, January);
            var items = await ItemsOfAsync(desk, order);
            Assert.Equal([30m, 7m], items.Select(item => item.Net.Amount));
            Assert.All(items, item => Assert.Equal(SalesItemStatus.Invoiced, item.Status));
            Assert.Single(items.Select(item => item.Invoice).Distinct());
        }
    }

    private static async Task<List<SalesItem>> ItemsOfAsync(OrderDesk desk, Order order) => await desk.World.ReadAsync(async session =>
        (await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.Order, order.Id.Value, order.SubmittedOn!.Value), Token).ToListAsync(Token)).OrderBy(item => item.SourceLine).ToList());

    private static async Task<List<string?>> AtOnceAsync(Func<Task> call)
    {
        using var start = new SemaphoreSlim(0, Callers);
        var calls = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call();
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

using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;
using Psa.Storage;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>People who quote, keep goods, win and order while others ask for the same goods; after each step all holds that has to (R-RESERVATION).</summary>
/// <param name="desk">The desk.</param>
/// <param name="seen">What was kept for quotes of which status, and the refusals that occurred.</param>
internal sealed class ReservationPlay(KeepingDesk desk, HashSet<string> seen)
{
    private readonly List<StockCharge> _charges = [];

    internal KeepingDesk Desk => desk;

    /// <summary>Takes a step, which may be refused, and looks at what is stored.</summary>
    /// <returns>Whether it was done.</returns>
    internal async Task<bool> TakeAsync(ReservationStepKind kind, int which, int quantity)
    {
        var isDone = true;
        try
        {
            isDone = await DoAsync(kind, which, quantity);
        }
        catch (PsaException refusal)
        {
            isDone = false;
            seen.Add(refusal.Code);
        }

        await CheckAsync();
        return isDone;
    }

    private Task<bool> DoAsync(ReservationStepKind kind, int which, int quantity) => kind switch
    {
        ReservationStepKind.Receive => Done(desk.Stock.ReceiveAsync(quantity, 10m * quantity)),
        ReservationStepKind.Ask => AskAsync(1 + (quantity % 2)),
        ReservationStepKind.Pick => OfAsync(_charges, which, charge => desk.Charges.PickAsync(charge, new StockPick(desk.Stock.Main, quantity))),
        ReservationStepKind.Deliver => OfAsync(_charges, which, charge => desk.Charges.DeliverAsync(charge)),
        ReservationStepKind.Draft => Done(desk.DraftAsync(Line(quantity), Optional(Line(quantity + 1), isChosen: which % 2 == 0))),
        ReservationStepKind.Activate => QuoteAsync(which, QuoteStatus.Draft, quote => desk.Sales.Quotes.ActivateAsync(Ann, quote.Id, Token)),
        ReservationStepKind.Reserve => QuoteAsync(which, which % 2 == 0 ? QuoteStatus.Active : QuoteStatus.Draft, quote => desk.ReserveAsync(quote, which % 4 == 0 ? quantity : 1m, which % 3 == 0 ? 1 : 0, Today().PlusDays(quantity))),
        ReservationStepKind.Release => ReleaseAsync(which),
        ReservationStepKind.Change => QuoteAsync(which, QuoteStatus.Draft, quote => ChangeAsync(quote, which, quantity)),
        ReservationStepKind.Revise => QuoteAsync(which, QuoteStatus.Active, quote => desk.Sales.Quotes.ReviseAsync(Ann, quote.Id, Token)),
        ReservationStepKind.Discard => QuoteAsync(which, QuoteStatus.Draft, quote => desk.Sales.Quotes.DiscardAsync(Ann, quote.Id, Token)),
        ReservationStepKind.Lose => QuoteAsync(which, QuoteStatus.Active, quote => desk.Sales.Quotes.LoseAsync(Ann, quote.Id, "price", Token)),
        ReservationStepKind.Win => QuoteAsync(which, QuoteStatus.Active, quote => desk.Sales.WinAsync(quote, new() { MakesOrder = which % 2 == 0 })),
        ReservationStepKind.Order => QuoteAsync(which, QuoteStatus.Won, quote => desk.Sales.OrderAsync(quote, quantity < 3 ? [new QuoteOrderLine(0, quantity)] : [])),
        ReservationStepKind.CancelOrder => OrderAsync(which, order => desk.Sales.Orders.CancelAsync(Ann, order.Id, "error", Token)),
        ReservationStepKind.Submit => OrderAsync(which, order => desk.Sales.Orders.SubmitAsync(Ann, order.Id, cancellationToken: Token)),
        _ => NextDayAsync(),
    };

    private static async Task<bool> Done(Task call)
    {
        await call;
        return true;
    }

    private static async Task<bool> OfAsync<T>(List<T> all, int which, Func<T, Task> call) => all.Count > 0 && await Done(call(all[which % all.Count]));

    private async Task<bool> AskAsync(int quantity)
    {
        _charges.Add(await desk.Charges.AskAsync(quantity));
        return true;
    }

    // mostly one for which something is kept
    private async Task<bool> QuoteAsync(int which, QuoteStatus status, Func<Quote, Task> call)
    {
        var (all, kept) = ((await AllAsync<Quote>()).FindAll(quote => quote.Status == status), (await KeptAsync()).ConvertAll(one => one.Quote));
        var likely = all.FindAll(quote => kept.Contains(quote.Id));
        return await OfAsync(which % 5 == 0 || likely.Count == 0 ? all : likely, which, call);
    }

    private async Task<bool> OrderAsync(int which, Func<Order, Task> call) => await OfAsync((await AllAsync<Order>()).FindAll(order => order.Status == OrderStatus.Active), which, call);

    private async Task<bool> ReleaseAsync(int which) => await OfAsync(await KeptAsync(), which, kept => desk.Reservations.ReleaseAsync(Sam, kept.Id, "sold elsewhere", Token));

    // it shrinks, changes its place, or is another's
    private Task<Quote> ChangeAsync(Quote draft, int which, int quantity) => desk.Sales.Quotes.ChangeAsync(
        Ann,
        draft.Id,
        Content(which % 3 == 0 ? [ALine(), Line(quantity)] : which % 3 == 1 ? [Line(quantity), Optional(Line(1m))] : [ALine()]) with { Date = Today(), LastDay = Today().PlusDays(300) },
        Token);

    private async Task<bool> NextDayAsync()
    {
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(1));
        Assert.Empty((await desk.Reservations.ExpireAsync(Sam, Token)).Problems);
        Assert.DoesNotContain(await KeptAsync(), kept => kept.ExpiresOn <= Today());
        return true;
    }

    private async Task CheckAsync()
    {
        var (kept, demands, quotes) = (await KeptAsync(), await AllAsync<Demand>(), (await AllAsync<Quote>()).ToDictionary(quote => quote.Id));
        var (onHand, reserved, picked) = await desk.ThereAsync();
        Assert.True(reserved + picked <= onHand, $"{reserved} and {picked} of {onHand}");
        Assert.Equal(kept.Sum(one => one.Quantity) + demands.Sum(demand => demand.Assigned()), reserved);
        Assert.Equal(demands.Sum(demand => demand.Picked()), picked);
        foreach (var line in kept.Where(one => one.Quantity > 0m).GroupBy(one => (one.Quote, one.Line)))
        {
            // for what may still be sold, and no more of it
            var quote = quotes[line.Key.Quote];
            Assert.True(quote.IsLive() || quote.Status == QuoteStatus.Won, $"{line.Sum(one => one.Quantity)} are kept for a quote that is {quote.Status.Name}");
            Assert.True(quote.Status != QuoteStatus.Won || quote.AsChosen().Lines[line.Key.Line].Offered().IsChosen, "what wasn't chosen is kept");
            Assert.True(line.Sum(one => one.Quantity) <= quote.Lines[line.Key.Line].Quantity - (quote.Ordered.IsEmpty ? 0m : quote.Ordered[line.Key.Line]), $"more is kept than {quote.Lines[line.Key.Line]} offers");
            seen.Add(quote.Status.Name);
        }

        // what isn't any quote's is in mind of the draft alone that is to give it back
        Assert.All(kept.Where(one => one.Quantity == 0m), one => Assert.True(quotes[one.Quote].IsLive() && one.Before is not null, $"{one}"));
        seen.UnionWith(kept.Where(one => one.Quantity < one.Before?.Quantity).Select(_ => "less than before"));
    }

    private NodaTime.LocalDate Today() => desk.World.Clock.GetCurrentInstant().InUtc().Date;

    private async Task<List<StockReservation>> KeptAsync() => (await AllAsync<StockReservation>()).FindAll(static one => !one.IsOver);

    private Task<List<T>> AllAsync<T>()
        where T : class, IEntity<T> =>
        desk.World.ReadAsync(session => session.Of<T>().QueryAsync(RecordType<T>.All, Token).ToListAsync(Token).AsTask());
}

using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Quotes;
using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>A warehouse whose cables are quoted to its customer, and kept for quotes.</summary>
internal sealed class KeepingDesk
{
    private KeepingDesk(ChargeDesk charges, AWinDesk sales)
    {
        (Charges, Sales) = (charges, sales);
        Reservations = new(World.Store, World.Clock, new OrderedIdGenerator(World.Clock));
    }

    internal ChargeDesk Charges { get; }

    internal AWinDesk Sales { get; }

    internal ReservationService Reservations { get; }

    internal Runs.AWorld World => Charges.World;

    internal StockDesk Stock => Charges.Stock;

    internal static async Task<KeepingDesk> OpenAsync(string? store = null, bool isSerialized = false, QuotePolicy? policy = null)
    {
        var charges = await ChargeDesk.OpenAsync(store, isSerialized, procures: true);
        return new(charges, await AWinDesk.InAsync(charges.World, policy));
    }

    internal static NewQuoteLine Line(decimal quantity) => new() { Line = new(quantity) { Text = "Cable", Product = Cable.Id, UnitPrice = Price(10m) } };

    internal static QuoteContent Content(params NewQuoteLine[] lines) => AQuoteDesk.AContent(lines) with { LastDay = Start.PlusDays(300) };

    /// <summary>Quotes something today.</summary>
    internal async Task<Quote> DraftAsync(params NewQuoteLine[] lines)
    {
        var today = World.Clock.GetCurrentInstant().InUtc().Date;
        return await Sales.Quotes.DraftAsync(AQuoteDesk.Ann, new() { Customer = Charges.Customer.Id, Content = Content(lines) with { Date = today, LastDay = today.PlusDays(300) } }, Token);
    }

    internal async Task<Quote> ActiveAsync(params NewQuoteLine[] lines) => await Sales.Quotes.ActivateAsync(AQuoteDesk.Ann, (await DraftAsync(lines)).Id, Token);

    internal Task<StockReservation> ReserveAsync(Quote quote, decimal quantity, int line = 0, NodaTime.LocalDate? until = null, Id<StockLocation>? at = null, Id<StockReservation>? id = null) =>
        Reservations.ReserveAsync(AQuoteDesk.Sam, new() { Id = id, Quote = quote.Id, Line = line, Location = at ?? Stock.Main, Quantity = quantity, ExpiresOn = until }, Token);

    /// <summary>What is kept for a quote, line by line.</summary>
    internal async Task<string> KeptAsync(Quote quote) =>
        string.Join(", ", (await Reservations.ListAsync(Will, quote.Id, Token)).Select(one => FormattableString.Invariant($"{one.Line}: {one.Quantity}")));

    /// <summary>How many reservations didn't end.</summary>
    internal Task<int> LeftAsync() => World.ReadAsync(session => session.Of<StockReservation>().QueryAsync(RecordType<StockReservation>.All, Token).CountAsync(static one => !one.IsOver, Token).AsTask());

    internal async Task<(decimal OnHand, decimal Reserved, decimal Picked)> ThereAsync(Id<StockLocation>? at = null) =>
        (await Stock.Inventory.ListAtAsync(Ada, at ?? Stock.Main, Token)).SingleOrDefault() is { } there ? (there.OnHand, there.Reserved, there.Picked) : default;

    internal Task<List<Order>> OrdersAsync(Quote quote) => World.ReadAsync(session => session.Of<Order>().QueryAsync(OrderRecords.OfQuote(quote.Id), Token).ToListAsync(Token).AsTask());

    internal Task<Demand?> DemandAsync(Order order, int line = 0) => Charges.Deliveries.FindAsync(Ada, DemandSource.Of(order.Id, line), Token);

    internal async Task<List<string>> EventsAsync(string kind) => [.. (await Stock.EventsAsync()).Where(one => one.Kind == kind).Select(one => $"{one.From}>{one.To} {one.Reason}".TrimEnd())];
}

using NodaTime;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Reservations of goods for quotes, in a store.</summary>
internal static class StockReservationRecords
{
    private static readonly Column<StockReservation> Quote = Column.Of(static (StockReservation r) => r.Quote);
    private static readonly Column<StockReservation> Line = Column.Of(static (StockReservation r) => r.Line);
    private static readonly Column<StockReservation> ExpiresOn = Column.Of(static (StockReservation r) => r.ExpiresOn);
    private static readonly Column<StockReservation> IsOver = Column.FollowingOf(static (StockReservation r) => r.IsOver);
    private static readonly RecordIndex<StockReservation> ByQuote = new("by_quote", Quote, Line, RecordType<StockReservation>.Id) { Only = [IsOver.Is(false)] };
    private static readonly RecordIndex<StockReservation> ByExpiry = new("by_expiry", ExpiresOn, RecordType<StockReservation>.Id) { Only = [IsOver.Is(false)] };

    internal static RecordType<StockReservation> Type { get; } = new("stock_reservation", static (r, v) => r with { Version = v }, ByQuote, ByExpiry);

    /// <summary>Those of a revision of a quote that didn't end, in the order of its lines.</summary>
    internal static Query<StockReservation> OfQuote(Id<Quote> quote) => new(ByQuote, Quote.Is(quote));

    /// <summary>Those that didn't end.</summary>
    internal static Query<StockReservation> Kept() => new(ByExpiry);

    /// <summary>Those that didn't end yet, and do on a day at the latest.</summary>
    internal static Query<StockReservation> Due(LocalDate today) => new(ByExpiry, ExpiresOn.Through(today));
}

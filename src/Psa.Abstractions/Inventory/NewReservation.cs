using NodaTime;
using Psa.Quotes;

namespace Psa.Inventory;

/// <summary>Goods to be kept for a line of a quote.</summary>
public sealed record NewReservation
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods are kept once.</summary>
    public Id<StockReservation>? Id { get; init; }

    /// <summary>Gets the quote, a draft or active.</summary>
    public required Id<Quote> Quote { get; init; }

    /// <summary>Gets the place of its line, from 0: of a stocked product that is sold once.</summary>
    public required int Line { get; init; }

    /// <summary>Gets where the goods are.</summary>
    public required Id<StockLocation> Location { get; init; }

    /// <summary>Gets how much, in the unit of the line: at most what isn't kept for it yet.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Gets the day on which it ends, or <see langword="null"/> for what is usual of the tenant (<see cref="StockSettings.ReservationDays"/>).</summary>
    public LocalDate? ExpiresOn { get; init; }
}

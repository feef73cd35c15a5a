using NodaTime;
using Psa.Catalog;
using Psa.Quotes;

namespace Psa.Inventory;

/// <summary>
/// Goods at a location that are kept for a line of a quote until a day (R-RESERVATION). It goes with the line: to the draft that takes the quote's place and back, and to the order once the quote is won.
/// One that ended stays, so that a call that is repeated finds what it did.
/// </summary>
public sealed record StockReservation : IEntity<StockReservation>
{
    /// <inheritdoc/>
    public required Id<StockReservation> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the revision of the quote.</summary>
    public required Id<Quote> Quote { get; init; }

    /// <summary>Gets the place of its line, from 0.</summary>
    public required int Line { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the unit of its quantity, which is that of the line.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets where the goods are.</summary>
    public required Id<StockLocation> Location { get; init; }

    /// <summary>Gets how much is kept of the line that isn't ordered; 0 once it ended, and where the revision before had it alone, and gets it back if this one is discarded.</summary>
    public required decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the day on which it ends, whatever became of the quote.</summary>
    public required LocalDate ExpiresOn { get; init; }

    /// <summary>Gets what the revision before had of it, whose place a draft took; else <see langword="null"/>.</summary>
    public ReservedBefore? Before { get; init; }

    /// <summary>Gets for which quote and line it was made, and how much was kept then.</summary>
    public required ReservedBefore Made { get; init; }

    /// <summary>Gets whether it ended: nothing is kept, and nobody gets it back.</summary>
    internal bool IsOver => Quantity == 0m && Before is null;
}

using NodaTime;

namespace Psa.Catalog;

/// <summary>A price and where it came from, so that a line can explain itself.</summary>
/// <param name="Price">The price of one unit.</param>
/// <param name="List">The price list.</param>
/// <param name="ListName">The list's name at that time.</param>
/// <param name="From">The first day of this price.</param>
internal sealed record CatalogPrice(UnitPrice Price, Id<PriceList> List, string ListName, LocalDate From)
{
    /// <summary>Gets what the quantity takes off each unit, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? VolumeDiscount { get; init; }

    /// <summary>Gets the base unit whose price × factor this is, or <see langword="null"/> when the list has one of the unit.</summary>
    public string? BaseUnit { get; init; }
}

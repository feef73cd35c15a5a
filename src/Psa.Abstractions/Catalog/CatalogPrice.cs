using NodaTime;

namespace Psa.Catalog;

/// <summary>A price and where it came from, so that a line can explain itself.</summary>
/// <param name="Price">The price of one unit.</param>
/// <param name="List">The price list.</param>
/// <param name="ListName">The list's name at that time.</param>
/// <param name="From">The first day of this price.</param>
internal sealed record CatalogPrice(UnitPrice Price, Id<PriceList> List, string ListName, LocalDate From);

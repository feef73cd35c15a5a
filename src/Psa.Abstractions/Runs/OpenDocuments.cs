using Psa.Catalog;

namespace Psa.Runs;

/// <summary>Which open documents are priced anew: all that follow the catalog, or those that sell a product, or have a price from a list.</summary>
public sealed record OpenDocuments
{
    /// <summary>Gets the id that the run is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the run is made once, and goes on.</summary>
    public Id<RepricingRun>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the products one of which a line must sell; empty for any.</summary>
    public ValueList<Id<Product>> Products { get; init; }

    /// <summary>Gets the list that a line must have its price from, before or after; <see langword="null"/> for any.</summary>
    public Id<PriceList>? PriceList { get; init; }
}

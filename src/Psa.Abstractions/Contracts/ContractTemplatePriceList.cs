using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>That contracts started from a template have their prices from a list from a day on.</summary>
/// <param name="From">The first day.</param>
/// <param name="PriceList">The list, or <see langword="null"/> for none from then on.</param>
public sealed record ContractTemplatePriceList(StartOffset From, Id<PriceList>? PriceList = null);

using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>One entry of the timeline of a template's part. What it leaves out stays as it was.</summary>
/// <param name="From">The day from which it holds.</param>
/// <param name="Quantity">The committed quantity; <see langword="null"/> for as before.</param>
/// <param name="UnitPrice">The agreed price of a unit a full period; <see langword="null"/> for as before.</param>
/// <param name="Discount">The discount; <see langword="null"/> for as before.</param>
/// <param name="Pricing">How a quantity becomes the amount of a full period; <see langword="null"/> for as before.</param>
/// <param name="MinimumQuantity">The least quantity that is billed; <see langword="null"/> for as before.</param>
public sealed record ContractTemplateTerms(
    StartOffset From,
    decimal? Quantity = null,
    UnitPrice? UnitPrice = null,
    Discount? Discount = null,
    PricingScheme? Pricing = null,
    decimal? MinimumQuantity = null);

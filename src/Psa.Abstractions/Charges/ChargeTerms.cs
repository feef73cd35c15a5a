using NodaTime;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>The quantity and price that held from a day on, with where both came from.</summary>
public sealed record ChargeTerms
{
    /// <summary>Gets the first day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Gets the quantity.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Gets the unit in which the vendor counted it, where the part names none; <see langword="null"/> for the part's own.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets where the quantity came from.</summary>
    public QuantityOrigin QuantityOrigin { get; init; }

    /// <summary>
    /// Gets the quantity that was billed in advance and is taken off an overage; <see langword="null"/> for other charges. What is used lies above it; below zero, too, when nothing was committed.
    /// </summary>
    public decimal? Committed { get; init; }

    /// <summary>Gets the price of one unit for a full period, or <see langword="null"/> when the scheme holds the prices.</summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Gets what the quantity takes off each unit's price, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? VolumeDiscount { get; init; }

    /// <summary>Gets where the price came from.</summary>
    public required PriceOrigin PriceOrigin { get; init; }

    /// <summary>Gets the scheme that makes an amount of quantity and price.</summary>
    public required PricingScheme Pricing { get; init; }

    /// <summary>Gets the vendor's cost that is passed on, summed exactly, or <see langword="null"/>.</summary>
    public ExactAmount? Cost { get; init; }

    /// <summary>Gets the discount, or <see langword="null"/>.</summary>
    public Discount? Discount { get; init; }
}

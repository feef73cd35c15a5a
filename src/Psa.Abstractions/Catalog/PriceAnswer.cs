using NodaTime;
using Psa.Sellers;

namespace Psa.Catalog;

/// <summary>What a product costs, and where that comes from; or why it has no price.</summary>
public sealed record PriceAnswer
{
    /// <summary>Gets the price of one unit before the volume discount, or <see langword="null"/> without one.</summary>
    public UnitPrice? Price { get; init; }

    /// <summary>Gets what the quantity takes off each unit, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? VolumeDiscount { get; init; }

    /// <summary>Gets the unit of the price.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets whether the price holds the tax.</summary>
    public required PriceMode PriceMode { get; init; }

    /// <summary>Gets the price list, or <see langword="null"/> without a price.</summary>
    public Id<PriceList>? List { get; init; }

    /// <summary>Gets the name of the price list, or <see langword="null"/> without a price.</summary>
    public string? ListName { get; init; }

    /// <summary>Gets the first day of the price, or <see langword="null"/> without one.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the base unit whose price × factor it is, or <see langword="null"/> when the list has one of the unit.</summary>
    public string? BaseUnit { get; init; }

    /// <summary>Gets the code of the pricing error, one of <see cref="CatalogErrors"/>, or <see langword="null"/> with a price.</summary>
    public string? Error { get; init; }
}

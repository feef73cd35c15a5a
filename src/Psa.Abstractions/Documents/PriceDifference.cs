using Psa.Catalog;

namespace Psa.Documents;

/// <summary>How the catalog prices a line otherwise than it is priced (R-STALE). Prices and amounts are as they are agreed: they hold tax where the seller's prices do.</summary>
public sealed record PriceDifference
{
    /// <summary>Gets the place of the line in <see cref="Document.Lines"/>, from 0; of a bundle, that of its heading.</summary>
    public required int Line { get; init; }

    /// <summary>Gets what the line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets whether the line takes it when the document is priced anew. Agreed prices, and those of a locked document, stay; a locked line that has no price takes one.</summary>
    public required bool Follows { get; init; }

    /// <summary>Gets what differs.</summary>
    public required PriceDifferenceKind Kind { get; init; }

    /// <summary>Gets the price of one unit on the line.</summary>
    public required UnitPrice OldPrice { get; init; }

    /// <summary>Gets the price of one unit by the catalog; the line's own where the catalog has none.</summary>
    public required UnitPrice NewPrice { get; init; }

    /// <summary>Gets what the quantity takes off each unit's price on the line, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? OldVolumeDiscount { get; init; }

    /// <summary>Gets what the quantity takes off each unit's price by the catalog, or <see langword="null"/> for nothing.</summary>
    public UnitPrice? NewVolumeDiscount { get; init; }

    /// <summary>Gets what the line comes to; of a bundle, its components together.</summary>
    public required Money OldAmount { get; init; }

    /// <summary>Gets what it would come to.</summary>
    public required Money NewAmount { get; init; }

    /// <summary>Gets where the new price comes from, or <see langword="null"/> where there is none.</summary>
    public PriceSource? Source { get; init; }

    /// <summary>Gets the code of the pricing error that the line would have, or <see langword="null"/>.</summary>
    public string? PricingError { get; init; }
}

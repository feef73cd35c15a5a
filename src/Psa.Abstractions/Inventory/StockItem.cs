using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>How much of a product is to be at a location, and where in it: one for both. Its id is derived from them.</summary>
public sealed record StockItem : IEntity<StockItem>
{
    /// <inheritdoc/>
    public required Id<StockItem> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the location.</summary>
    public required Id<StockLocation> Location { get; init; }

    /// <summary>Gets below what is reordered, in the base unit, zero or above.</summary>
    public decimal Minimum { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets up to what is reordered, at least the minimum.</summary>
    public decimal Maximum { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the shelf, or <see langword="null"/>.</summary>
    public string? Bin { get; init; }
}

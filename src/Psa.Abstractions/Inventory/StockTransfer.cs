using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>Goods that were sent to another location, until all of them arrived.</summary>
public sealed record StockTransfer : IEntity<StockTransfer>
{
    /// <inheritdoc/>
    public required Id<StockTransfer> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets where the goods came from.</summary>
    public required Id<StockLocation> From { get; init; }

    /// <summary>Gets the location of the goods under way.</summary>
    public required Id<StockLocation> Transit { get; init; }

    /// <summary>Gets where they go.</summary>
    public required Id<StockLocation> To { get; init; }

    /// <summary>Gets the demand for which they are picked, and stay so; <see langword="null"/> for goods that are free.</summary>
    public DemandSource? For { get; init; }

    /// <summary>Gets how much was sent, in the base unit.</summary>
    public required decimal Sent { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets how much of it arrived.</summary>
    public decimal Arrived { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets whether some of it is still under way.</summary>
    internal bool IsUnderWay => Arrived < Sent;
}

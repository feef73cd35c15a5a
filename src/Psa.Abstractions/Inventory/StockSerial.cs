using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>A serial of a product, and where it is: in exactly one place. Its id is derived from product and serial, without regard to case.</summary>
public sealed record StockSerial : IEntity<StockSerial>
{
    /// <inheritdoc/>
    public required Id<StockSerial> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the serial, as it was written when it came first.</summary>
    public required string Serial { get; init; }

    /// <summary>Gets what became of it.</summary>
    public required SerialStatus Status { get; init; }

    /// <summary>Gets where it is, while it is in stock.</summary>
    public Id<StockLocation>? Location { get; init; }

    /// <summary>Gets the transfer, while it is in transit.</summary>
    public Id<StockTransfer>? Transfer { get; init; }

    /// <summary>Gets whether it is picked.</summary>
    public bool IsPicked { get; init; }
}

using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>
/// What the moves of a product come to at one place: how much is there, what is claimed of it, and what it is worth. Its id is derived from product and place. Where all locations are costed together, one of no
/// location holds quantity and value of all, and those of locations have no value.
/// </summary>
public sealed record StockBalance : IEntity<StockBalance>
{
    /// <inheritdoc/>
    public required Id<StockBalance> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the location; <see langword="null"/> for all together.</summary>
    public Id<StockLocation>? Location { get; init; }

    /// <summary>Gets the transfer, of goods in transit.</summary>
    public Id<StockTransfer>? Transfer { get; init; }

    /// <summary>Gets how much is there, in the base unit.</summary>
    public decimal OnHand { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets how much of it is picked.</summary>
    public decimal Picked { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets how much of it is reserved: assigned to demands, and kept for quotes.</summary>
    public decimal Reserved { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets what it is worth; <see langword="null"/> where it is costed with all other locations.</summary>
    public Money? Value { get; init; }

    /// <summary>Gets its layers in the order of their receipts, where receipts are costed apart.</summary>
    public ValueList<CostLayer> Layers { get; init; }

    /// <summary>Gives the place.</summary>
    internal StockPlace Place() => new(Location, Transfer);

    /// <summary>Gives what lies there as a cost scope.</summary>
    internal CostPool Pool(Currency currency) => new(OnHand, Value ?? Money.Zero(currency), Layers);
}

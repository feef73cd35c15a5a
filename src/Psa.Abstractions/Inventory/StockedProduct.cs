using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>How a product is kept in stock, and what its moves come to; its id is the product's. A product without one isn't stocked. Each move writes it, so that the moves of a product have one order.</summary>
public sealed record StockedProduct : IEntity<StockedProduct>
{
    /// <inheritdoc/>
    public required Id<StockedProduct> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets whether each unit has a serial; fixed while there is stock.</summary>
    public bool IsSerialized { get; init; }

    /// <summary>Gets how what leaves is costed; fixed while there is stock.</summary>
    public required CostMethod Method { get; init; }

    /// <summary>Gets where it is received when nothing else is said; <see langword="null"/>: at the tenant's default location.</summary>
    public Id<StockLocation>? DefaultLocation { get; init; }

    /// <summary>Gets whether it needs no procurement: what is needed of it counts as being there, and is never ordered for a demand. Default: no.</summary>
    public bool NeedsNoProcurement { get; init; }

    /// <summary>Gets whether each unit that is delivered of it is a device of its customer though it has no serial; those that have one are in any case. Default: no.</summary>
    public bool MakesDevices { get; init; }

    /// <summary>Gets the standard cost at which it is valued, which a revaluation sets.</summary>
    public UnitPrice? Standard { get; init; }

    /// <summary>Gets from when on it is taken back from customers, by days; until anything is said, it is.</summary>
    public ValueList<ReturnTerms> ReturnTerms { get; init; }

    /// <summary>Gets the sequence of its last move.</summary>
    public long LastMove { get; init; }

    /// <summary>Gets what the value of its moves came to; <see langword="null"/> before the first.</summary>
    public StockLedger? Ledger { get; init; }
}

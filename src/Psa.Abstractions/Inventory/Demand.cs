using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What a stock charge or a line of an order got of stock: how much it needs stands there. Its id is derived from what it is for; one that got nothing yet isn't stored.</summary>
public sealed record Demand : IEntity<Demand>
{
    /// <inheritdoc/>
    public required Id<Demand> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets what it is for.</summary>
    public required DemandSource Source { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the unit of its quantities, which is that of the charge or line.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets what is picked for it, one a location.</summary>
    public ValueList<StockPick> Picks { get; init; }

    /// <summary>Gets what was delivered for it, in the order in which it left.</summary>
    public ValueList<StockDelivery> Deliveries { get; init; }

    /// <summary>Gives how much is picked for it.</summary>
    /// <returns>The quantity, in its unit.</returns>
    [Pure]
    public decimal Picked()
    {
        var picked = 0m;
        foreach (var pick in Picks)
        {
            picked += pick.Quantity;
        }

        return picked;
    }

    /// <summary>Gives how much is delivered for it: what was undone isn't, nor what came back to be replaced.</summary>
    /// <returns>The quantity, in its unit.</returns>
    [Pure]
    public decimal Delivered()
    {
        var delivered = 0m;
        foreach (var delivery in Deliveries)
        {
            delivered += delivery.Quantity - delivery.Undone - delivery.Replaced;
        }

        return delivered;
    }

    /// <summary>Gives how much came back to be replaced, and nothing went out in its place yet.</summary>
    /// <returns>The quantity, in its unit.</returns>
    internal decimal Awaited()
    {
        var awaited = 0m;
        foreach (var delivery in Deliveries)
        {
            awaited += delivery.Replaced - Math.Min(delivery.InPlace, delivery.Quantity - delivery.Undone);
        }

        return awaited;
    }
}

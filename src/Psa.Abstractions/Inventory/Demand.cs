using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>
/// Goods that a stock charge or a line of an order needs, and what it got of them. It is made with the charge, and of a line of a stocked product when the order is submitted; its id is derived from what it is for.
/// Where procurement is on it has a status, which follows from its own quantities and marks alone (R-DEMAND).
/// </summary>
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

    /// <summary>Gets how much is needed, what is delivered included: of a line of an order without what was canceled or shipped by hand, of a canceled charge what was delivered.</summary>
    public required decimal Needed { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets when it was asked for: who asked first gets first.</summary>
    public required Instant AskedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets whether its charge or the line of its order was canceled before anything was delivered.</summary>
    public bool IsCanceled { get; init; }

    /// <summary>Gets whether its product needs no procurement: then it counts as being there, and is never ordered.</summary>
    public bool NeedsNoProcurement { get; init; }

    /// <summary>Gets the document that needs it, with whose other demands of the product it is approved: the contract, project or ticket of its charge, or its order.</summary>
    public Guid Document { get; init; }

    /// <summary>Gets who asked for it, who never approves that it is bought; <see langword="null"/> where nobody said.</summary>
    public UserId? RequestedBy { get; init; }

    /// <summary>Gets where the approval of buying it stands; <see langword="null"/> where none is asked for.</summary>
    public DemandApproval? Approval { get; init; }

    /// <summary>Gets what was approved before more than that was asked for: it stands for what it is of; <see langword="null"/> where nothing was.</summary>
    public DemandApproval? EarlierApproval { get; init; }

    /// <summary>Gets why it is held, empty to who doesn't see that; <see langword="null"/> when it isn't.</summary>
    public string? HoldNote { get; init; }

    /// <summary>Gets what of free stock is assigned to it, and so reserved, one a location.</summary>
    public ValueList<StockPick> Assignments { get; init; }

    /// <summary>Gets what is on order for it, in the order in which it was ordered.</summary>
    public ValueList<StockAllocation> Allocations { get; init; }

    /// <summary>Gets what is picked for it, one a location.</summary>
    public ValueList<StockPick> Picks { get; init; }

    /// <summary>Gets what was delivered for it, in the order in which it left.</summary>
    public ValueList<StockDelivery> Deliveries { get; init; }

    /// <summary>Gets how far it is. Without procurement nobody asks.</summary>
    [JsonIgnore]
    public DemandStatus Status =>
        IsCanceled ? DemandStatus.Canceled
        : Delivered() is var delivered && delivered >= Needed ? DemandStatus.Delivered
        : HoldNote is not null ? DemandStatus.Pending
        : delivered + Picked() is var ready && ready >= Needed ? DemandStatus.ReadyToShip
        : NeedsNoProcurement || ready + Assigned() >= Needed ? DemandStatus.ToPick
        : ready + Assigned() + Allocated() >= Needed ? DemandStatus.OnOrder
        : IsUnapproved ? DemandStatus.WaitingApproval
        : DemandStatus.NeedToOrder;

    /// <summary>Gets whether somebody is still to approve that it is bought.</summary>
    internal bool IsUnapproved => Approval is { IsMissing: true };

    /// <summary>Gets whether some of it is still to be delivered.</summary>
    internal bool IsOpen => Delivered() < Needed;

    /// <summary>Gives how much is picked for it.</summary>
    /// <returns>The quantity, in its unit.</returns>
    [Pure]
    public decimal Picked() => Sum(Picks);

    /// <summary>Gives how much of free stock is assigned to it.</summary>
    /// <returns>The quantity, in its unit.</returns>
    [Pure]
    public decimal Assigned() => Sum(Assignments);

    /// <summary>Gives how much is on order for it.</summary>
    /// <returns>The quantity, in its unit.</returns>
    [Pure]
    public decimal Allocated()
    {
        var allocated = 0m;
        foreach (var allocation in Allocations)
        {
            allocated += allocation.Quantity;
        }

        return allocated;
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

    private static decimal Sum(ValueList<StockPick> goods)
    {
        var sum = 0m;
        foreach (var one in goods)
        {
            sum += one.Quantity;
        }

        return sum;
    }
}

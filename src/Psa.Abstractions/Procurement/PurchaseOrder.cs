namespace Psa.Procurement;

/// <summary>Goods that are ordered from one vendor, in one currency.</summary>
public sealed record PurchaseOrder : IEntity<PurchaseOrder>
{
    /// <inheritdoc/>
    public required Id<PurchaseOrder> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number, unique in the tenant.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the vendor.</summary>
    public required Id<Vendor> Vendor { get; init; }

    /// <summary>Gets the currency of its prices, which is the vendor's.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets where it stands; once it is submitted, that follows from the quantities of its lines.</summary>
    public required PurchaseOrderStatus Status { get; init; }

    /// <summary>Gets the lines.</summary>
    public ValueList<PurchaseOrderLine> Lines { get; init; }
}

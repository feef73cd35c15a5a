namespace Psa.Inventory;

/// <summary>What holds for the stock of a tenant: one record, whose id is derived from the tenant. Without it nothing is stocked.</summary>
public sealed record StockSettings : IEntity<StockSettings>
{
    /// <inheritdoc/>
    public required Id<StockSettings> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the one currency in which stock is valued; fixed with the first move.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets within what goods are costed together; fixed with the first move. Default: each location by itself.</summary>
    public CostScope Scope { get; init; }

    /// <summary>Gets what percent of what was ordered may come beyond it, unless a quantity is said. Default: nothing.</summary>
    public Percent OverReceipt { get; init; }

    /// <summary>Gets how much may come beyond what was ordered, in the unit of the order's line; <see langword="null"/> where the percent says it.</summary>
    public decimal? OverReceiptQuantity { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; }

    /// <summary>Gets whether a receipt of a purchase order needs the number of the vendor's invoice. Default: no.</summary>
    public bool NeedsInvoiceNumber { get; init; }

    /// <summary>Gets when a customer gets its money for goods that come back. Default: when they came.</summary>
    public ReturnCreditTime ReturnCredit { get; init; }

    /// <summary>Gets whether free stock is assigned to demands by hand alone. Default: no, it is assigned in the order in which they were asked for, when it comes or one is made.</summary>
    public bool AssignsByHand { get; init; }

    /// <summary>Gets which purchases are approved, by days; until anything is said, none are.</summary>
    public ValueList<PurchaseApprovals> Approvals { get; init; }

    /// <summary>Gets for how many days goods are kept for a quote where no day is said. Default: 30.</summary>
    public int ReservationDays { get; init; } = 30;

    /// <summary>Gets whether goods ever moved.</summary>
    public bool IsInUse { get; init; }
}

using NodaTime;
using Psa.Customers;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Inventory;

/// <summary>
/// Goods that a contract, project or ticket needs. What of it is delivered is billed by sales items (R-CHARGE), unless it is free; its price is kept as it was agreed.
/// </summary>
public sealed record StockCharge : IEntity<StockCharge>
{
    /// <inheritdoc/>
    public required Id<StockCharge> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the contract, project or ticket that needs the goods.</summary>
    public required StockChargeOwner Owner { get; init; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the line that all of it would be billed by: product, quantity, unit and price.</summary>
    public required DocumentLine Line { get; init; }

    /// <summary>Gets whether it isn't billed: then it stands beside what was performed in adjustments.</summary>
    public bool IsFree { get; init; }

    /// <summary>Gets from where it is picked where nothing else is said, or <see langword="null"/>.</summary>
    public Id<StockLocation>? Location { get; init; }

    /// <summary>Gets the day on which it was asked for, by which all its items are found.</summary>
    public required LocalDate AskedOn { get; init; }

    /// <summary>Gets why it, or the rest of it, was canceled; <see langword="null"/> when it wasn't: then no more is needed than was delivered.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Gets how much of it came back, or may, for its money: what is given back of that by a credit note stays billed.</summary>
    public decimal Returned { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the id of what needs the goods.</summary>
    internal Guid? OwnerId => Owner.Single();
}

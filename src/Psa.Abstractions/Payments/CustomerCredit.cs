using Psa.Customers;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>
/// What a payer has to its credit with a billing entity, in one currency, free or bound to an order: the sum of its entries (in − applied − refunded), never below zero. It is made with the first of them, and is what two who spend it conflict on.
/// </summary>
public sealed record CustomerCredit : IEntity<CustomerCredit>
{
    /// <inheritdoc/>
    public required Id<CustomerCredit> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets whose it is.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets with which of the tenant's companies.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the order whose invoices alone it pays, or <see langword="null"/> for free credit. It is freed once the order is closed or canceled.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets how much is left of it, zero or more.</summary>
    public required Money Balance { get; init; }
}

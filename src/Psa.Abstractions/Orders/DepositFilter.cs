using Psa.Customers;

namespace Psa.Orders;

/// <summary>Which deposits are listed, by date. What is left open asks for nothing; what is given must all hold.</summary>
public sealed record DepositFilter
{
    /// <summary>Gets the order.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets the customer that the order is for.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets their status.</summary>
    public DepositStatus? Status { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

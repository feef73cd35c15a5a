using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>Which contracts are listed, and in which order. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record ContractFilter
{
    /// <summary>Gets whose they are.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets which of the tenant's companies sells.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets their status.</summary>
    public ContractStatus? Status { get; init; }

    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the name has somewhere in it.</summary>
    public string? NameContains { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the order.</summary>
    public ContractOrder Order { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

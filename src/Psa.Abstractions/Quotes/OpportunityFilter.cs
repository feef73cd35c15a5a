using Psa.Customers;

namespace Psa.Quotes;

/// <summary>Which opportunities are listed, by name. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record OpportunityFilter
{
    /// <summary>Gets what the name contains.</summary>
    public string? Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets their status.</summary>
    public OpportunityStatus? Status { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

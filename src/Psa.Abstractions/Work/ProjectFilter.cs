using Psa.Customers;

namespace Psa.Work;

/// <summary>Which projects are listed, by the day on which they were opened. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record ProjectFilter
{
    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets their status.</summary>
    public ProjectStatus? Status { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

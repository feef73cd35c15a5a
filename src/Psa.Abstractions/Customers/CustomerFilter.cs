namespace Psa.Customers;

/// <summary>Which customers are listed, and in which order. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record CustomerFilter
{
    /// <summary>Gets the number (debtor code).</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer's id in another system.</summary>
    public string? ExternalId { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the name has somewhere in it.</summary>
    public string? NameContains { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer that stands directly above them.</summary>
    public Id<Customer>? Parent { get; init; }

    /// <summary>Gets who pays for them: the payer itself is one of them.</summary>
    public Id<Customer>? Payer { get; init; }

    /// <summary>Gets the order.</summary>
    public CustomerOrder Order { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

namespace Psa.Catalog;

/// <summary>Which products are listed, and in which order. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record ProductFilter
{
    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the name has somewhere in it.</summary>
    public string? NameContains { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the vendor's code of the service.</summary>
    public string? ServiceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what they are.</summary>
    public ProductKind? Kind { get; init; }

    /// <summary>Gets whether they can be sold.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Gets the order.</summary>
    public ProductOrder Order { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

namespace Psa.Sellers;

/// <summary>Which billing entities are listed, by code. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record BillingEntityFilter
{
    /// <summary>Gets the code.</summary>
    public string? Code { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whether they sell.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

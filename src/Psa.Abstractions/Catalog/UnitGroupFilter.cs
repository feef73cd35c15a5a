namespace Psa.Catalog;

/// <summary>Which unit groups are listed, by name; of one name in the order of their ids. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record UnitGroupFilter
{
    /// <summary>Gets what the name has somewhere in it.</summary>
    public string? NameContains { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}

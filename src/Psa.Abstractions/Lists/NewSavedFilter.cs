namespace Psa.Lists;

/// <summary>A filter that somebody wants to keep under a name.</summary>
public sealed record NewSavedFilter
{
    /// <summary>Gets which list it is of.</summary>
    public required ListKind List { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a value indicating whether all who view the whole list are shown it, too.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets which records it wants, or <see langword="null"/> for all.</summary>
    public ListFilter? Filter { get; init; }

    /// <summary>Gets the words that it searches, or <see langword="null"/>.</summary>
    public string? Search { get; init; }

    /// <summary>Gets the field that it sorts by, or <see langword="null"/> for the list's usual one.</summary>
    public string? SortBy { get; init; }

    /// <summary>Gets a value indicating whether the order is reversed.</summary>
    public bool Descending { get; init; }
}

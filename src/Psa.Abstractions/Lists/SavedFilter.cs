using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;

namespace Psa.Lists;

/// <summary>A filter of a list that somebody keeps under a name. Of one list, nobody has two of one name; upper and lower case of names are alike.</summary>
public sealed record SavedFilter : IEntity<SavedFilter>
{
    /// <inheritdoc/>
    public required Id<SavedFilter> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets which list it is of.</summary>
    public required ListKind List { get; init; }

    /// <summary>Gets whose it is.</summary>
    public required UserId Owner { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether all who view the whole list are shown it, too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShared { get; init; }

    /// <summary>Gets which records it wants, or <see langword="null"/> for all.</summary>
    public ListFilter? Filter { get; init; }

    /// <summary>Gets the words that it searches, or <see langword="null"/>.</summary>
    public string? Search { get; init; }

    /// <summary>Gets the field that it sorts by, or <see langword="null"/> for the list's usual one.</summary>
    public string? SortBy { get; init; }

    /// <summary>Gets whether the order is reversed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Descending { get; init; }

    /// <summary>Gives what it asks for on a day.</summary>
    /// <param name="day">The day on which an age is told.</param>
    /// <returns>The request.</returns>
    [Pure]
    public ListRequest ToRequest(LocalDate day) => new() { Filter = Filter, Search = Search, SortBy = SortBy, Descending = Descending, Day = day };
}

using NodaTime;

namespace Psa.Lists;

/// <summary>What is wanted of a list, and in which order. What is left open asks for nothing.</summary>
public sealed record ListRequest
{
    /// <summary>Gets which records.</summary>
    public ListFilter? Filter { get; init; }

    /// <summary>
    /// Gets words, all of which a record must have in its number, its customer's name or its lines; what stands in quotes is one, spaces included. A quote that isn't closed is a letter.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Gets the name of the field that they are sorted by, and by their ids where it is the same; left open, the list's usual one. What is empty comes first.</summary>
    public string? SortBy { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }

    /// <summary>Gets the day on which an age is told, the same for all pages; it may be left open where nothing asks for one.</summary>
    public LocalDate? Day { get; init; }
}

using Psa.Lists;

namespace Psa.Domain.Tests.Lists;

/// <summary>Records of some kind in a store, and what a list of them should find.</summary>
internal interface IRecordWorld
{
    /// <summary>Gets the names of the fields.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>Gets those by which the list is sorted.</summary>
    IReadOnlyList<string> Sorted { get; }

    ListRequest ARequest(string? sortBy, bool descending);

    ListFilter AFilter(int depth);

    /// <summary>Gives the ids of what the list finds, page by page.</summary>
    Task<string> FindAsync(ListRequest request, int size);

    /// <summary>Gives the ids of what it should find, in their order.</summary>
    string Expected(ListRequest request);
}

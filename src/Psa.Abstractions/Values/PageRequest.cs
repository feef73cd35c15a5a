using System.Runtime.CompilerServices;

namespace Psa;

/// <summary>Which page of a list is wanted.</summary>
public sealed record PageRequest
{
    /// <summary>The most records of a page.</summary>
    public const int MostRecords = 1000;

    /// <summary>Gets the first page, of the usual size, without a count.</summary>
    public static PageRequest First { get; } = new();

    /// <summary>Gets how many records the page has at most: 1 to <see cref="MostRecords"/>. It may differ from page to page.</summary>
    public int Size { get; init; } = 100;

    /// <summary>Gets the key of the page, <see cref="Page{T}.Next"/> of the page before; <see langword="null"/> for the first page. It belongs to its filter and order.</summary>
    public string? After { get; init; }

    /// <summary>Gets a value indicating whether all that the filter matches is counted, too. It costs as much as it counts.</summary>
    public bool WithCount { get; init; }

    /// <summary>Reads a list to its end, page by page: <c>PageRequest.AllAsync(page => invoices.ListAsync(actor, filter, page))</c>.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="list">Gives a page.</param>
    /// <param name="cancellationToken">Stops the reading between two pages.</param>
    /// <returns>All records in the list's order; streamed.</returns>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<PageRequest, Task<Page<T>>> list, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        for (var request = First with { Size = MostRecords }; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await list(request).ConfigureAwait(false);
            for (var i = 0; i < page.Items.Count; i++)
            {
                yield return page.Items[i];
            }

            if (page.Next is null)
            {
                yield break;
            }

            request = request with { After = page.Next };
        }
    }
}

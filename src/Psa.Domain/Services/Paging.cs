using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads lists page by page.</summary>
internal static class Paging
{
    /// <summary>Reads a page of a list that everybody who may see it sees whole.</summary>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    internal static Task<Page<T>> PageAsync<T, TFilter>(
        this IPsaStore store, TenantId tenant, TFilter filter, PageRequest page, Func<TFilter, Listing<T>> matching, CancellationToken cancellationToken)
        where T : class, IEntity<T>
        where TFilter : notnull
    {
        Check(filter, page);
        return store.ReadAsync(tenant, session => session.PageAsync(matching(filter), filter, page, cancellationToken), cancellationToken);
    }

    /// <summary>Reads a page.</summary>
    /// <param name="session">The session.</param>
    /// <param name="listing">The list; <see langword="null"/> for one that is empty for whom asks.</param>
    /// <param name="filter">What it was made of.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<Page<T>> PageAsync<T, TFilter>(this IPsaSession session, Listing<T>? listing, TFilter filter, PageRequest page, CancellationToken cancellationToken)
        where T : class, IEntity<T>
        where TFilter : notnull
    {
        if (listing is null)
        {
            return new([], Next: null, page.WithCount ? 0 : null);
        }

        var (place, records, found) = (PageKey.Read(page.After, listing, filter), session.Of<T>(), new List<T>());
        foreach (var query in listing.After(place))
        {
            // one more tells whether there is a next page
            var wanted = page.Size + 1 - found.Count;
            if (wanted > 0)
            {
                await foreach (var record in records.QueryAsync(query.Take(wanted), cancellationToken).ConfigureAwait(false))
                {
                    found.Add(record);
                }
            }
        }

        long? count = page.WithCount ? await records.CountAsync(listing.All, cancellationToken).ConfigureAwait(false) : null;
        if (found.Count <= page.Size)
        {
            return new(found.ToValueList(), Next: null, count);
        }

        found.RemoveAt(page.Size);
        return new(found.ToValueList(), PageKey.After(found[^1], listing, filter), count);
    }

    /// <summary>Gives a page with other forms of its records.</summary>
    internal static Page<T> Select<T>(this Page<T> page, Func<T, T> show)
    {
        var shown = new T[page.Items.Count];
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = show(page.Items[i]);
        }

        return page with { Items = ValueList.Create<T>(shown) };
    }

    /// <summary>Refuses what can't be asked.</summary>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    internal static void Check<TFilter>(TFilter filter, PageRequest page)
    {
        Border.Check(filter);
        Border.Check(page);
        if (page.Size is < 1 or > PageRequest.MostRecords)
        {
            throw new RuleViolationException(FilterErrors.BadPage, $"A page has 1 to {PageRequest.MostRecords} records, not {page.Size}.");
        }
    }
}

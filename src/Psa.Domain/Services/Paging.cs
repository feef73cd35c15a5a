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
    /// <param name="listing">The list.</param>
    /// <param name="filter">What it was made of.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<Page<T>> PageAsync<T, TFilter>(this IPsaSession session, Listing<T> listing, TFilter filter, PageRequest page, CancellationToken cancellationToken)
        where T : class, IEntity<T>
        where TFilter : notnull
    {
        var (place, records, found) = (PageKey.Read(page.After, listing, filter), session.Of<T>(), new List<T>());
        foreach (var query in listing.After(place))
        {
            await foreach (var record in records.QueryAsync(query.Take(SizeAndOne(page) - found.Count), cancellationToken).ConfigureAwait(false))
            {
                found.Add(record);
            }

            if (found.Count == SizeAndOne(page))
            {
                break;
            }
        }

        long? count = page.WithCount ? await records.CountAsync(listing.All, cancellationToken).ConfigureAwait(false) : null;
        return found.ToPage(listing, filter, page, count);
    }

    /// <summary>Gives how many records are read for a page: one more tells whether there is a next.</summary>
    internal static int SizeAndOne(PageRequest page) => page.Size + 1;

    /// <summary>Makes a page of what was read for it.</summary>
    /// <param name="found">At most <see cref="SizeAndOne"/> records.</param>
    /// <param name="listing">The list.</param>
    /// <param name="filter">What it was made of.</param>
    /// <param name="page">Which page.</param>
    /// <param name="count">How many there are altogether, when that was asked for.</param>
    internal static Page<T> ToPage<T, TFilter>(this List<T> found, Listing<T> listing, TFilter filter, PageRequest page, long? count)
        where TFilter : notnull
    {
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

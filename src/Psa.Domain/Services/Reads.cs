using System.Linq;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What services share about reading.</summary>
internal static class Reads
{
    /// <summary>Finds a record or refuses; a record of another tenant answers the same.</summary>
    internal static async ValueTask<T> RequireAsync<T>(this IRepository<T> repository, Id<T> id, CancellationToken cancellationToken)
        where T : class, IEntity<T> =>
        await repository.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new EntityNotFoundException(typeof(T).Name, id.Value);

    /// <summary>Gives the first record that a query asks for, or <see langword="null"/>.</summary>
    internal static async ValueTask<T?> FirstAsync<T>(this IRepository<T> repository, Query<T> query, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        await foreach (var record in repository.QueryAsync(query.Take(1), cancellationToken).ConfigureAwait(false))
        {
            return record;
        }

        return null;
    }

    /// <summary>Reads the records of some ids, in one query at most; those that aren't there are left out.</summary>
    internal static async Task<Dictionary<Id<T>, T>> FindEachAsync<T>(this IPsaSession session, IEnumerable<Id<T>> ids, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        var (found, asked) = (new Dictionary<Id<T>, T>(), ids.Distinct().ToList());
        if (asked.Count > 0)
        {
            await foreach (var record in session.Of<T>().QueryAsync(RecordType<T>.Of(asked), cancellationToken).ConfigureAwait(false))
            {
                found.Add(record.Id, record);
            }
        }

        return found;
    }

    /// <summary>Refuses a record that was read before somebody else changed it, so that no comparison with the stored one misleads.</summary>
    internal static void RequireVersion<T>(T inHand, T stored)
        where T : class, IEntity<T>
    {
        if (inHand.Tenant != stored.Tenant)
        {
            throw new EntityNotFoundException(typeof(T).Name, inHand.Id.Value);
        }

        if (inHand.Version != stored.Version)
        {
            throw new ConcurrencyConflictException(typeof(T).Name, inHand.Id.Value, inHand.Version, stored.Version);
        }
    }

    /// <summary>Reads a stream into a list.</summary>
    internal static async Task<List<T>> ListAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>Tells whether a stream has an element.</summary>
    internal static async Task<bool> HasAnyAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        await foreach (var _ in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return false;
    }
}

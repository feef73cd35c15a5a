using Psa.Storage;

namespace Psa.TestKit;

/// <summary>What tests do with many records.</summary>
internal static class Repositories
{
    internal static ValueTask<T?> FirstAsync<T>(this IRepository<T> repository, Query<T> query, CancellationToken cancellationToken)
        where T : class, IEntity<T> =>
        repository.QueryAsync(query.Take(1), cancellationToken).FirstOrDefaultAsync(cancellationToken);
}

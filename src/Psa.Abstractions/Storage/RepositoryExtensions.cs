namespace Psa.Storage;

/// <summary>What follows from a repository, in every store.</summary>
public static class RepositoryExtensions
{
    /// <summary>Stages new records, in the given order.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <param name="records">The records, as for <see cref="IRepository{T}.Add"/>.</param>
    public static void AddRange<T>(this IRepository<T> repository, IEnumerable<T> records)
        where T : class, IEntity<T>
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            repository.Add(record);
        }
    }

    /// <summary>Stages changed records, in the given order.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <param name="records">The records, as for <see cref="IRepository{T}.Update(T)"/>.</param>
    public static void UpdateRange<T>(this IRepository<T> repository, IEnumerable<T> records)
        where T : class, IEntity<T>
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            repository.Update(record);
        }
    }
}

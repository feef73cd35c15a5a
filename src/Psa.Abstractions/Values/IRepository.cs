namespace Psa;

/// <summary>
/// What every repository of a session can do. Writes are staged and take effect, all or none, when the session commits.
/// Hosts that write a store implement it; its promises are tested by the suite of store tests.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
public interface IRepository<T>
    where T : class, IEntity<T>
{
    /// <summary>Finds one record; sees what the session staged.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record, or <see langword="null"/> when this tenant has none of that id.</returns>
    ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default);

    /// <summary>Stages a new record.</summary>
    /// <param name="entity">The record, of the session's tenant, with version 0.</param>
    /// <returns>The record as it will be stored, with version 1.</returns>
    /// <exception cref="ArgumentException">The record is of another tenant, has an empty id or isn't new.</exception>
    T Add(T entity);

    /// <summary>Stages many new records; stores write them in bulk, in the given order.</summary>
    /// <param name="entities">The records, of the session's tenant, with version 0.</param>
    /// <exception cref="ArgumentException">A record is of another tenant, has an empty id or isn't new.</exception>
    void AddRange(IEnumerable<T> entities);

    /// <summary>Stages a changed record. The commit is refused when the stored version is no longer the one in hand.</summary>
    /// <param name="entity">The changed record with the version it was loaded with.</param>
    /// <returns>The record as it will be stored, with the next version.</returns>
    /// <exception cref="ArgumentException">The record is of another tenant or was never stored.</exception>
    T Update(T entity);

    /// <summary>Stages many changed records; stores write them in bulk.</summary>
    /// <param name="entities">The changed records with the versions they were loaded with.</param>
    /// <exception cref="ArgumentException">A record is of another tenant or was never stored.</exception>
    void UpdateRange(IEnumerable<T> entities);

    /// <summary>Stages the removal of a record. The commit is refused when the stored version is no longer the one in hand.</summary>
    /// <param name="entity">The record with the version it was loaded with.</param>
    /// <exception cref="ArgumentException">The record is of another tenant or was never stored.</exception>
    void Remove(T entity);
}

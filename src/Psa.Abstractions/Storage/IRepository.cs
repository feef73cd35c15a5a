namespace Psa.Storage;

/// <summary>
/// The records of one kind in a session. Writes are staged and take effect, all or none, when the session commits. Hosts that write a store implement it, best on
/// <see cref="Psa.Records.StagingRepository{T}"/>; its promises are tested by the suite of store tests.
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

    /// <summary>Streams what a query asks for of the tenant's committed records; what the session staged isn't among them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The records, in the query's order.</returns>
    IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default);

    /// <summary>Counts what a query asks for of the tenant's committed records, whatever it passes over and its limit.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many there are.</returns>
    ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default);

    /// <summary>Stages a new record. Stores write many of them in bulk.</summary>
    /// <param name="entity">The record, of the session's tenant, with version 0.</param>
    /// <returns>The record as it will be stored, with version 1.</returns>
    /// <exception cref="ArgumentException">The record is of another tenant, has an empty id or isn't new.</exception>
    /// <exception cref="InvalidDataPsaException"><c>store.bad_text</c>: a text has the character U+0000 or half a character.</exception>
    T Add(T entity);

    /// <summary>Stages a changed record. The commit is refused when the stored version is no longer the one in hand.</summary>
    /// <param name="entity">The changed record with the version it was loaded with.</param>
    /// <returns>The record as it will be stored, with the next version.</returns>
    /// <exception cref="ArgumentException">The record is of another tenant or was never stored.</exception>
    /// <exception cref="InvalidDataPsaException"><c>store.bad_text</c>: a text has the character U+0000 or half a character.</exception>
    T Update(T entity);

    /// <summary>Stages a changed record of which it is known how it is stored, so that a store may write only what differs.</summary>
    /// <param name="entity">The changed record with the version it was loaded with.</param>
    /// <param name="stored">The record as it was loaded. What equals it may stay as it is stored; of equal decimals, with their zeros at the end.</param>
    /// <returns>The record as it will be stored, with the next version.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Update(T)"/>, or the stored record is another one, or another version.</exception>
    /// <exception cref="InvalidDataPsaException">As for <see cref="Update(T)"/>.</exception>
    T Update(T entity, T stored) => Update(entity);

    /// <summary>Stages the removal of a record. The commit is refused when the stored version is no longer the one in hand.</summary>
    /// <param name="entity">The record with the version it was loaded with.</param>
    /// <exception cref="ArgumentException">The record is of another tenant or was never stored.</exception>
    void Remove(T entity);
}

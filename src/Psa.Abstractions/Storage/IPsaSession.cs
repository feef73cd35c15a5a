using Psa.Events;

namespace Psa.Storage;

/// <summary>
/// A unit of work of one tenant: what is staged in its repositories is written by <see cref="CommitAsync"/>, all or nothing.
/// <see cref="IRepository{T}.FindAsync"/> sees what the session staged; queries see what is committed. For one caller at a time.
/// </summary>
public interface IPsaSession : IAsyncDisposable
{
    /// <summary>Gets the tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>Gets the audit trail and outbox.</summary>
    IEventLog Events { get; }

    /// <summary>Gives the records of one kind: the same repository whenever it is asked.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <returns>The repository.</returns>
    /// <exception cref="StoreException"><c>store.record_not_supported</c>: the store doesn't keep such records.</exception>
    IRepository<T> Of<T>()
        where T : class, IEntity<T>;

    /// <summary>
    /// Writes all that was staged, or nothing. Afterwards the session is empty and can be used again. When it throws, what was staged stays staged, so that repeating
    /// the call never passes for a success: to repeat the step, take a new session. What only one record may have is judged by the state after the commit: two records
    /// may change numbers with each other.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call before it starts to write.</param>
    /// <returns>When it is written.</returns>
    /// <exception cref="ConcurrencyConflictException">A staged record is no longer the stored one, or its id exists.</exception>
    /// <exception cref="RuleViolationException"><c>store.duplicate</c>: another record already has what only one may have, such as a number.</exception>
    /// <exception cref="StoreException">The store can't be written: <c>store.locked</c>, <c>store.unavailable</c>.</exception>
    ValueTask CommitAsync(CancellationToken cancellationToken = default);
}

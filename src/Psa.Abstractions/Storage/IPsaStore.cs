namespace Psa.Storage;

/// <summary>The one port to storage. A host implements it, or takes ours: in memory, or on Entity Framework Core. Safe for parallel use.</summary>
public interface IPsaStore
{
    /// <summary>Gets a value indicating whether sessions write in a transaction that the host commits. Then nothing that commits in batches can be done: runs, imports.</summary>
    bool IsInHostTransaction => false;

    /// <summary>Opens a session for one tenant.</summary>
    /// <param name="tenant">The tenant; nothing of another is shown, changed or counted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="StoreException">The store can't be used: <c>store.locked</c>, <c>store.not_ours</c>, <c>store.newer</c>, <c>store.not_ready</c>.</exception>
    ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default);

    /// <summary>Names the migrations that the store's tables lack, the oldest first; makes and changes nothing. A store without migrations lacks none.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Their names; none when the store is up to date.</returns>
    /// <exception cref="StoreException"><c>store.not_ours</c>, <c>store.newer</c>, <c>store.locked</c>, <c>store.unavailable</c>.</exception>
    ValueTask<ValueList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<ValueList<string>>([]);

    /// <summary>
    /// Makes the store's tables, or brings them up to date, as a step of its own: all pending migrations or none, once, however many processes call it. A store without migrations
    /// has nothing to do.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The names of the migrations that this call applied.</returns>
    /// <exception cref="StoreException"><c>store.migration_refused</c>, <c>store.host_transaction</c>, <c>store.not_ours</c>, <c>store.newer</c>, <c>store.locked</c>, <c>store.unavailable</c>.</exception>
    ValueTask<ValueList<string>> MigrateAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<ValueList<string>>([]);
}

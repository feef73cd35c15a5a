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

    /// <summary>
    /// Removes a part of all that a tenant has, records and events, in one commit: as much as suits a commit of the store, so that memory doesn't grow with the tenant and others
    /// commit in between. It is called until nothing is left, and again after a crash. From its first part to its last nothing is appended to the tenant's events, and so no change
    /// is committed: that is <c>store.tenant_removal</c>. Afterwards the tenant is as if it had never been, and its sequences begin anew.
    /// </summary>
    /// <param name="tenant">The tenant; of another nothing is touched.</param>
    /// <param name="cancellationToken">Cancels the call before its commit.</param>
    /// <returns>How many records and events were removed; 0 only when none is left.</returns>
    /// <exception cref="StoreException">The store can't be written: <c>store.locked</c>, <c>store.unavailable</c>, <c>store.host_transaction</c>.</exception>
    ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default);

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

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
}

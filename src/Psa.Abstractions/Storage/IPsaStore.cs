namespace Psa.Storage;

/// <summary>The one port to storage. A host implements it, or takes ours: in memory, or on Entity Framework Core. Safe for parallel use.</summary>
public interface IPsaStore
{
    /// <summary>Opens a session for one tenant.</summary>
    /// <param name="tenant">The tenant; nothing of another is shown, changed or counted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The session; dispose it.</returns>
    /// <exception cref="StoreException">The store can't be used: <c>store.locked</c>, <c>store.not_ours</c>, <c>store.newer</c>.</exception>
    ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default);
}

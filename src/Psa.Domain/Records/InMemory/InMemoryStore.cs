using System.Collections.Concurrent;
using Psa.Storage;

namespace Psa.Records;

/// <summary>
/// A store in memory with the promises of a database: commits are all or nothing, stale versions are refused, readers see only what is committed, tenants are apart.
/// For tests, samples and previews; it ends with the process. Safe for parallel use: a commit waits for the one before it, a reader for nobody.
/// </summary>
public sealed class InMemoryStore : IPsaStore
{
    private readonly ConcurrentDictionary<TenantId, TenantStore> _tenants = new();

    /// <inheritdoc/>
    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var removed = 0L;
        if (_tenants.TryGetValue(tenant, out var data))
        {
            data.Commit(all =>
            {
                removed = all.Count;
                return TenantData.Empty;
            });
        }

        return ValueTask.FromResult(removed);
    }

    /// <inheritdoc/>
    public ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var data = _tenants.GetOrAdd(tenant, static _ => new());
#pragma warning disable CA2000 // the caller disposes it
        return ValueTask.FromResult<IPsaSession>(new InMemorySession(data, tenant, new(data, tenant)));
#pragma warning restore CA2000
    }
}

using Psa.Events;
using Psa.Storage;

namespace Psa.Domain.Tests.Runs;

/// <summary>A store that lets a test step in at every commit: to crash there, or to let somebody else commit first.</summary>
internal sealed class HookedStore(IPsaStore inner) : IPsaStore
{
    public Func<IPsaSession, Task>? BeforeCommit { get; set; }

    public Action? AfterCommit { get; set; }

    public Action? OnOpen { get; set; }

    /// <summary>Hears of which records a session is about to read or stage something.</summary>
    public Action<Type>? OnRecords { get; set; }

    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        OnOpen?.Invoke();
        return new Session(this, await inner.OpenAsync(tenant, cancellationToken));
    }

    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);

    private sealed class Session(HookedStore store, IPsaSession session) : IPsaSession
    {
        public TenantId Tenant => session.Tenant;

        public IEventLog Events => session.Events;

        public IRepository<T> Of<T>()
            where T : class, IEntity<T>
        {
            store.OnRecords?.Invoke(typeof(T));
            return session.Of<T>();
        }

        public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
        {
            if (store.BeforeCommit is { } before)
            {
                await before(session);
            }

            await session.CommitAsync(cancellationToken);
            store.AfterCommit?.Invoke();
        }

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}

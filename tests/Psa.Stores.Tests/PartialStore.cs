using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.Stores.Tests;

/// <summary>A store that keeps customers and contracts, and nothing else.</summary>
internal sealed class PartialStore(IPsaStore inner) : IPsaStore
{
    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => new Session(await inner.OpenAsync(tenant, cancellationToken));

    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);

    private sealed class Session(IPsaSession inner) : IPsaSession
    {
        public TenantId Tenant => inner.Tenant;

        public IEventLog Events => inner.Events;

        public IRepository<T> Of<T>()
            where T : class, IEntity<T> =>
            typeof(T) == typeof(Customer) || typeof(T) == typeof(Contract) ? inner.Of<T>() : throw StoreRefusals.NotSupported<T>();

        public ValueTask CommitAsync(CancellationToken cancellationToken = default) => inner.CommitAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.Testing;

/// <summary>The store that tests hand to billing runs: it takes what a run may write, and fails the test at once when a run stages a fact.</summary>
/// <param name="inner">The store itself.</param>
public sealed class PureRunStore(IPsaStore inner) : IPsaStore
{
    public bool IsInHostTransaction => inner.IsInHostTransaction;

    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => new Session(await inner.OpenAsync(tenant, cancellationToken));

    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);

    private sealed class Session(IPsaSession session) : IPsaSession
    {
        public TenantId Tenant => session.Tenant;

        public IEventLog Events => session.Events;

        public IRepository<T> Of<T>()
            where T : class, IEntity<T> =>
            RecordTypes.Of<T>().IsFact ? new Facts<T>(session.Of<T>()) : session.Of<T>();

        public ValueTask CommitAsync(CancellationToken cancellationToken = default) => session.CommitAsync(cancellationToken);

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }

    private sealed class Facts<T>(IRepository<T> facts) : IRepository<T>
        where T : class, IEntity<T>
    {
        public ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default) => facts.FindAsync(id, cancellationToken);

        public IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default) => facts.QueryAsync(query, cancellationToken);

        public ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default) => facts.CountAsync(query, cancellationToken);

        public T Add(T entity) => throw Refusal();

        public T Update(T entity) => throw Refusal();

        public void Remove(T entity) => throw Refusal();

        // what the run does with exceptions must not hide it: it ends as a canceled run does, which no rule of a run catches
        private static OperationCanceledException Refusal() => new($"R-PURE-RUN: a billing run stages a {RecordTypes.Of<T>().Name}, which is a fact.");
    }
}

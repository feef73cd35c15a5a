using System.Collections.Concurrent;
using Psa.Events;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>A store that knows which kinds of record may have changed since when: those that a session was asked for by the time it committed, of whichever tenant.</summary>
internal sealed class WatchedStore(IPsaStore inner) : IPsaStore
{
    private readonly ConcurrentDictionary<Type, long> _lastCommits = new();
    private long _commits;

    /// <summary>Gets how many commits there were, those that failed included.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public bool IsInHostTransaction => inner.IsInHostTransaction;

    /// <summary>Tells whether records of a kind may be others than they were after a number of commits.</summary>
    public bool MayHaveChanged(Type kind, long sinceCommit) => _lastCommits.GetValueOrDefault(kind) > sinceCommit;

    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => new Session(this, await inner.OpenAsync(tenant, cancellationToken));

    public async ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.RemoveTenantAsync(tenant, cancellationToken);
        }
        finally
        {
            Note(Shelf.All.Select(static shelf => shelf.Type));
        }
    }

    private void Note(IEnumerable<Type> kinds)
    {
        var commit = Interlocked.Increment(ref _commits);
        foreach (var kind in kinds)
        {
            _lastCommits.AddOrUpdate(kind, commit, (_, other) => Math.Max(commit, other));
        }
    }

    private sealed class Session(WatchedStore store, IPsaSession session) : IPsaSession
    {
        private readonly ConcurrentDictionary<Type, bool> _asked = new();

        public TenantId Tenant => session.Tenant;

        public IEventLog Events => session.Events;

        public IRepository<T> Of<T>()
            where T : class, IEntity<T>
        {
            _asked.TryAdd(typeof(T), true);
            return session.Of<T>();
        }

        public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                await session.CommitAsync(cancellationToken);
            }
            finally
            {
                store.Note(_asked.Keys);
            }
        }

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}

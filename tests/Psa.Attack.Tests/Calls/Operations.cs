using Psa.Events;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>A store that lets a test step in before each operation, and after each commit: to fail there, or to let somebody else go first.</summary>
internal sealed class Operations(IPsaStore inner) : IPsaStore
{
    private int _count;
    private int _commits;

    /// <summary>Gets how many operations there were.</summary>
    public int Count => _count;

    /// <summary>Gets how many commits succeeded.</summary>
    public int Commits => _commits;

    /// <summary>Gets or sets what is done at an operation: its name, and its number from 1.</summary>
    public Func<string, int, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        await AtAsync("open");
        return new Session(this, await inner.OpenAsync(tenant, cancellationToken));
    }

    // no commit of the calls that are raced or made to fail: what a deleted tenant has in common with another call is nothing, and the promises of deleting are a store's
    public async ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        await AtAsync("remove tenant");
        return await inner.RemoveTenantAsync(tenant, cancellationToken);
    }

    private Task AtAsync(string operation) => Before(operation, Interlocked.Increment(ref _count));

    private sealed class Session(Operations operations, IPsaSession session) : IPsaSession
    {
        public TenantId Tenant => session.Tenant;

        public IEventLog Events => session.Events;

        public IRepository<T> Of<T>()
            where T : class, IEntity<T> =>
            new Repository<T>(operations, session.Of<T>());

        public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
        {
            await operations.AtAsync("commit");
            await session.CommitAsync(cancellationToken);
            Interlocked.Increment(ref operations._commits);
            await operations.AtAsync("committed");
        }

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }

    private sealed class Repository<T>(Operations operations, IRepository<T> repository) : IRepository<T>
        where T : class, IEntity<T>
    {
        public async ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default)
        {
            await operations.AtAsync($"find {typeof(T).Name}");
            return await repository.FindAsync(id, cancellationToken);
        }

        public async IAsyncEnumerable<T> QueryAsync(Query<T> query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await operations.AtAsync($"query {typeof(T).Name}");
            await foreach (var record in repository.QueryAsync(query, cancellationToken))
            {
                yield return record;
            }
        }

        public async ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default)
        {
            await operations.AtAsync($"count {typeof(T).Name}");
            return await repository.CountAsync(query, cancellationToken);
        }

        public T Add(T entity) => repository.Add(entity);

        public T Update(T entity) => repository.Update(entity);

        public void Remove(T entity) => repository.Remove(entity);
    }
}

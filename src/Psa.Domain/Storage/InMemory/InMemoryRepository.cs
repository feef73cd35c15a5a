using System.Runtime.CompilerServices;

namespace Psa.Storage;

/// <summary>A repository of one session of the in-memory store.</summary>
/// <param name="session">The session.</param>
/// <param name="withVersion">Gives a record another version.</param>
/// <param name="table">Where the table is.</param>
/// <param name="withTable">Makes the data with another table.</param>
internal class InMemoryRepository<T>(
    InMemorySession session, Func<T, long, T> withVersion, Func<TenantData, Table<T>> table, Func<TenantData, Table<T>, TenantData> withTable)
    : StagingRepository<T>(session.Tenant, withVersion), IInMemoryRepository
    where T : class, IEntity<T>
{
    public void Check(TenantData data)
    {
        if (Conflict is not null)
        {
            throw Conflict;
        }

        table(data).CheckVersions(Staged);
    }

    public TenantData Apply(TenantData data) => Staged.Count == 0 ? data : withTable(data, table(data).With(Staged));

    public IAsyncEnumerable<T> AllAsync(CancellationToken cancellationToken = default) => Stream(static rows => rows.Rows.Values, cancellationToken);

    /// <summary>Gives the table as it is committed now.</summary>
    protected Table<T> Committed() => table(session.Read());

    /// <summary>Streams from the table as it is committed when the reading starts.</summary>
    protected async IAsyncEnumerable<T> Stream(Func<Table<T>, IEnumerable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        foreach (var row in query(Committed()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    protected override ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Committed().Rows.GetValueOrDefault(id));
    }
}

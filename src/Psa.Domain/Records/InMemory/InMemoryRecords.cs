using System.Runtime.CompilerServices;
using Psa.Storage;

namespace Psa.Records;

/// <summary>The records of one kind in a session of the in-memory store.</summary>
internal sealed class InMemoryRecords<T>(TenantStore store, TenantId tenant, RecordType<T> type) : StagingRepository<T>(tenant, type), IInMemoryRecords
    where T : class, IEntity<T>
{
    private (SortedRows<T> Rows, Edit<T>[] Edits)? _changed;

    public void Change(TenantData data)
    {
        _changed = null;
        if (Staged.Count > 0)
        {
            _changed = (data.Of(Type).Change(Staged, out var edits), edits);
        }
    }

    public TenantData Apply(TenantData data) => _changed is var (rows, edits) ? data.With(data.Of(Type).With(rows, edits)) : data;

    public override async IAsyncEnumerable<T> QueryAsync(Query<T> query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        foreach (var row in store.Data.Find<T>()?.Read(query) ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public override ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(store.Data.Find<T>()?.Count(query) ?? 0);
    }

    protected override ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(store.Data.Find<T>()?.Find(id));
    }
}

using Psa.Events;
using Psa.Records;

namespace Psa.Storage;

/// <summary>A unit of work on the in-memory store.</summary>
internal sealed class InMemorySession : IPsaSession
{
    private readonly TenantStore _store;
    private readonly Dictionary<Type, IInMemoryRecords> _records = [];
    private readonly InMemoryEventLog _events;
    private bool _disposed;

    internal InMemorySession(TenantStore store, TenantId tenant)
    {
        _store = store;
        Tenant = tenant;
        _events = new(this);
    }

    public TenantId Tenant { get; }

    public IEventLog Events => _events;

    public IRepository<T> Of<T>()
        where T : class, IEntity<T>
    {
        if (!_records.TryGetValue(typeof(T), out var records))
        {
            _records.Add(typeof(T), records = new InMemoryRecords<T>(this, RecordTypes.Of<T>()));
        }

        return (IRepository<T>)records;
    }

    public ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _store.Commit(Apply);
        foreach (var records in _records.Values)
        {
            records.Clear();
        }

        _events.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    internal TenantData Read()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _store.Data;
    }

    private TenantData Apply(TenantData data)
    {
        // all versions first: a record that was changed meanwhile is the better news than the number it then clashes with
        foreach (var records in _records.Values)
        {
            records.Check(data);
        }

        foreach (var records in _records.Values)
        {
            data = records.Apply(data);
        }

        return _events.Apply(data);
    }
}

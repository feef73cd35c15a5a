using Psa.Events;
using Psa.Storage;

namespace Psa.Records;

/// <summary>The half of a session that is the same in every store: one repository a kind of record, and what surrounds the writing in a commit. For those who write a store.</summary>
public abstract class StagingSession : IPsaSession
{
    private readonly Dictionary<Type, IStagedRecords> _repositories = [];
    private readonly StagingEventLog _events;
    private bool _disposed;

    /// <summary>Creates a session.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="events">Its event log.</param>
    protected StagingSession(TenantId tenant, StagingEventLog events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Tenant = tenant;
        _events = events;
    }

    /// <inheritdoc/>
    public TenantId Tenant { get; }

    /// <inheritdoc/>
    public IEventLog Events
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _events;
        }
    }

    /// <summary>Gets the repositories that were asked for, and so may hold what is to be written: those that <see cref="Create{T}"/> made.</summary>
    protected IReadOnlyCollection<object> Repositories => _repositories.Values;

    /// <inheritdoc/>
    public IRepository<T> Of<T>()
        where T : class, IEntity<T>
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_repositories.TryGetValue(typeof(T), out var repository))
        {
            _repositories.Add(typeof(T), repository = Create(RecordTypes.Of<T>()));
        }

        return (IRepository<T>)repository;
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var repository in _repositories.Values)
        {
            if (repository.Conflict is { } conflict)
            {
                throw conflict;
            }
        }

        await WriteAsync(cancellationToken).ConfigureAwait(false);
        foreach (var repository in _repositories.Values)
        {
            repository.Clear();
        }

        _events.Clear();
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        _disposed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the repository of one kind of record.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="type">The kind of record.</param>
    /// <returns>The repository.</returns>
    /// <exception cref="StoreException"><c>store.record_not_supported</c>: the store doesn't keep such records; see <see cref="StoreRefusals.NotSupported{T}"/>.</exception>
    protected abstract StagingRepository<T> Create<T>(RecordType<T> type)
        where T : class, IEntity<T>;

    /// <summary>Writes what is staged in <see cref="Repositories"/> and in the event log, or nothing. What is staged doesn't contradict itself.</summary>
    /// <param name="cancellationToken">Cancels the call before it starts to write.</param>
    /// <returns>When it is written.</returns>
    protected abstract ValueTask WriteAsync(CancellationToken cancellationToken);
}

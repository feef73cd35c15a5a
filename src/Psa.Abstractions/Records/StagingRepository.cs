using System.Linq;
using Psa.Storage;

namespace Psa.Records;

/// <summary>
/// The half of a repository that is the same in every store: staging, and <see cref="FindAsync"/> that sees what is staged. For those who write a store; ours both use it.
/// A record that is staged twice is written once: adding and then changing it stores the changed one.
/// </summary>
/// <typeparam name="T">The kind of record.</typeparam>
public abstract class StagingRepository<T> : IRepository<T>, IStagedRecords
    where T : class, IEntity<T>
{
    private readonly List<StagedChange<T>> _staged = [];
    private readonly Dictionary<Id<T>, int> _places = [];
    private ConcurrencyConflictException? _conflict;

    /// <summary>Creates the repository of one session.</summary>
    /// <param name="tenant">The session's tenant.</param>
    /// <param name="type">The kind of record, from <see cref="RecordTypes"/>.</param>
    protected StagingRepository(TenantId tenant, RecordType<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Tenant = tenant;
        Type = type;
    }

    /// <summary>Gets the kind of record.</summary>
    public RecordType<T> Type { get; }

    /// <summary>Gets the session's tenant.</summary>
    public TenantId Tenant { get; }

    /// <summary>Gets what is staged, each record once, in the order in which they were first staged.</summary>
    public IReadOnlyList<StagedChange<T>> Staged => _staged;

    ConcurrencyConflictException? IStagedRecords.Conflict => _conflict;

    /// <inheritdoc/>
    public ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default)
    {
        if (!_places.TryGetValue(id, out var place))
        {
            return LoadAsync(id, cancellationToken);
        }

        var change = _staged[place];
        return ValueTask.FromResult(change.Kind == StagedChangeKind.Remove ? null : change.Record);
    }

    /// <inheritdoc/>
    public T Add(T entity)
    {
        Check(entity, isNew: true);
        return StageNew(Type.WithVersion(entity, 1));
    }

    /// <inheritdoc/>
    public T Update(T entity) => StageUpdate(entity, loaded: null, isOwned: false);

    /// <inheritdoc/>
    public T Update(T entity, T stored)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Id == entity.Id && stored.Version == entity.Version && stored.Tenant == entity.Tenant
            ? StageUpdate(entity, stored, isOwned: false)
            : throw new ArgumentException(FormattableString.Invariant($"{typeof(T).Name} {entity.Id} in version {entity.Version} can't be compared with {stored.Id} in version {stored.Version}."), nameof(stored));
    }

    /// <inheritdoc/>
    public void Remove(T entity)
    {
        Check(entity, isNew: false);
        if (!_places.TryGetValue(entity.Id, out var place))
        {
            Stage(new(StagedChangeKind.Remove, entity, entity.Version));
        }
        else if (!IsCurrent(entity.Version, _staged[place]))
        {
            Refuse(entity, entity.Version, _staged[place]);
        }
        else if (_staged[place].Kind == StagedChangeKind.Add)
        {
            Unstage(place);
        }
        else
        {
            _staged[place] = _staged[place] with { Kind = StagedChangeKind.Remove, Stored = null };
        }
    }

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Refuses what is staged when a stored version is another than expected. A commit does it for all kinds of record before it writes the first, so that a record that
    /// was changed meanwhile is reported before the number it then clashes with.
    /// </summary>
    /// <param name="rows">The tenant's committed records by id.</param>
    /// <exception cref="ConcurrencyConflictException">A staged record is no longer the stored one, or its id exists.</exception>
    public void RequireVersions(IReadOnlyDictionary<Id<T>, T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var change in _staged)
        {
            change.RequireStored(rows.TryGetValue(change.Record.Id, out var stored) ? stored.Version : null);
        }
    }

    /// <summary>Does to records at hand what is staged, for a store that keeps all of a tenant's in memory while it commits.</summary>
    /// <param name="rows">The tenant's committed records by id; when it throws, they are half changed: throw them away.</param>
    /// <exception cref="ConcurrencyConflictException">A staged record is no longer the stored one, or its id exists.</exception>
    /// <exception cref="RuleViolationException"><c>store.duplicate</c>: of the records that result, two have what only one may have.</exception>
    public void ApplyTo(IDictionary<Id<T>, T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var change in _staged)
        {
            change.RequireStored(rows.TryGetValue(change.Record.Id, out var stored) ? stored.Version : null);
            if (change.Kind == StagedChangeKind.Remove)
            {
                rows.Remove(change.Record.Id);
            }
            else
            {
                rows[change.Record.Id] = change.Record;
            }
        }

        foreach (var index in Type.Indexes)
        {
            if (index.Unique is not null)
            {
                RequireUnique(index, rows.Values);
            }
        }
    }

    /// <summary>Stages new records that only the caller holds, and from now on as they are stored: they get their version in place, and room is made for all of them at once.</summary>
    internal void AddOwned(IReadOnlyList<T> entities)
    {
        _staged.EnsureCapacity(_staged.Count + entities.Count);
        _places.EnsureCapacity(_places.Count + entities.Count);
        for (var i = 0; i < entities.Count; i++)
        {
            Check(entities[i], isNew: true);
            StageNew(WithVersion(entities[i], 1, isOwned: true));
        }
    }

    /// <summary>Stages a changed record that only the caller holds, and from now on as it is stored: it gets its version in place.</summary>
    /// <returns>The record as it will be stored.</returns>
    internal T UpdateOwned(T entity, T? stored) => StageUpdate(entity, stored, isOwned: true);

    void IStagedRecords.Clear()
    {
        _staged.Clear();
        _places.Clear();
        _conflict = null;
    }

    /// <summary>Finds a committed record of the tenant.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record, or <see langword="null"/>.</returns>
    protected abstract ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken);

    private static bool IsCurrent(long version, StagedChange<T> staged) => staged.Kind != StagedChangeKind.Remove && staged.Record.Version == version;

    private void Check(T entity, bool isNew, T? loaded = null)
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (entity.Tenant != Tenant)
        {
            throw new ArgumentException($"{typeof(T).Name} {entity.Id} is of tenant {entity.Tenant}, and the session of {Tenant}.", nameof(entity));
        }

        if (entity.Id.IsEmpty)
        {
            throw new ArgumentException($"The {typeof(T).Name} has an empty id.", nameof(entity));
        }

        if (loaded is not null || !PlainRecords<T>.IsPlain(entity))
        {
            RecordTexts<T>.Check(entity, entity.Id.Value, loaded);
            RecordDates<T>.Check(entity, entity.Id.Value);
        }

        if (isNew ? entity.Version != 0 : entity.Version < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{typeof(T).Name} {entity.Id} has version {entity.Version}: {(isNew ? "it was stored before, use Update" : "it was never stored, use Add")}."),
                nameof(entity));
        }
    }

    // of two that clash the staged one is named; the last, when both are
    private void RequireUnique(RecordIndex<T> index, IEnumerable<T> rows)
    {
        var staged = new HashSet<Id<T>>(_places.Keys);
        var seen = new SortedSet<T>(index);
        foreach (var row in rows.Where(index.Holds).OrderBy(row => staged.Contains(row.Id) ? _places[row.Id] : -1))
        {
            if (!seen.Add(row))
            {
                throw StoreRefusals.Duplicate(Type, index, row);
            }
        }
    }

    private T StageNew(T stored)
    {
        if (_places.TryGetValue(stored.Id, out var place))
        {
            Refuse(stored, 0, _staged[place]);
        }
        else
        {
            Stage(new(StagedChangeKind.Add, stored, 0));
        }

        return stored;
    }

    private T StageUpdate(T entity, T? loaded, bool isOwned)
    {
        Check(entity, isNew: false, loaded);
        var expected = entity.Version;
        var stored = WithVersion(entity, expected + 1, isOwned);
        if (!_places.TryGetValue(entity.Id, out var place))
        {
            Stage(new(StagedChangeKind.Update, stored, expected) { Stored = loaded });
        }
        else if (IsCurrent(expected, _staged[place]))
        {
            _staged[place] = _staged[place] with { Record = stored };
        }
        else
        {
            Refuse(stored, expected, _staged[place]);
        }

        return stored;
    }

    private T WithVersion(T entity, long version, bool isOwned)
    {
        if (isOwned && entity is IFresh fresh)
        {
            fresh.SetVersion(version);
            return entity;
        }

        return Type.WithVersion(entity, version);
    }

    private void Stage(StagedChange<T> change)
    {
        _places.Add(change.Record.Id, _staged.Count);
        _staged.Add(change);
    }

    private void Unstage(int place)
    {
        _places.Remove(_staged[place].Record.Id);
        _staged.RemoveAt(place);
        for (var i = place; i < _staged.Count; i++)
        {
            _places[_staged[i].Record.Id] = i;
        }
    }

    private void Refuse(T entity, long version, StagedChange<T> staged) =>
        _conflict ??= new(typeof(T).Name, entity.Id.Value, version, staged.Kind == StagedChangeKind.Remove ? null : staged.Record.Version);
}

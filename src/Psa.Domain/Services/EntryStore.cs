using Psa.Events;
using Psa.Orders;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// The store as one entry of a device's file sees it: what the entry does is committed together with the note that it was done, and only if its document is in the version that the device had.
/// So services do for a device what they do for everybody, and know nothing of it.
/// </summary>
/// <typeparam name="T">The document.</typeparam>
/// <param name="inner">The store.</param>
/// <param name="target">The document.</param>
/// <param name="expected">The version that it is to be in; 0 when it isn't to be there yet.</param>
/// <param name="note">Makes the note, of the document as the entry leaves it.</param>
internal sealed class EntryStore<T>(IPsaStore inner, Id<T> target, long expected, Func<T, DeviceEntry> note) : IPsaStore
    where T : class, IEntity<T>
{
    private T? _seen;
    private T? _staged;

    private Id<T> Target => target;

    private long Expected => expected;

    /// <summary>Gets the conflict of versions, as far as the document was read; <see langword="null"/> when there is none.</summary>
    internal ConcurrencyConflictException? Stale => _seen is { } seen && seen.Version != expected ? Conflict(seen.Version) : null;

    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        (_seen, _staged) = (null, null);
        return new Session(this, await inner.OpenAsync(tenant, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);

    private ConcurrencyConflictException Conflict(long? stored) => new(typeof(T).Name, target.Value, expected, stored);

    private DeviceEntry NoteOf(T left) => note(left);

    private void RequireExpected(T record)
    {
        if (record.Id == target && _staged is null && record.Version != expected)
        {
            throw Conflict(record.Version);
        }
    }

    private T Staged(T record)
    {
        _staged = record.Id == target ? record : _staged;
        return record;
    }

    private sealed class Session(EntryStore<T> store, IPsaSession session) : IPsaSession
    {
        public TenantId Tenant => session.Tenant;

        public IEventLog Events => session.Events;

        public IRepository<TOther> Of<TOther>()
            where TOther : class, IEntity<TOther> =>
            typeof(TOther) == typeof(T) ? (IRepository<TOther>)(object)new Repository(store, session.Of<T>()) : session.Of<TOther>();

        public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
        {
            // what changes nothing is of a version too
            if (store._staged is null && (store._seen?.Version ?? 0) != store.Expected)
            {
                throw store.Conflict(store._seen?.Version);
            }

            if ((store._staged ?? store._seen) is { } left)
            {
                session.Of<DeviceEntry>().Add(store.NoteOf(left));
            }

            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }

    private sealed class Repository(EntryStore<T> store, IRepository<T> records) : IRepository<T>
    {
        public async ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default)
        {
            var found = await records.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (id == store.Target && store._staged is null)
            {
                store._seen = found;
            }

            return found;
        }

        public IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default) => records.QueryAsync(query, cancellationToken);

        public ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default) => records.CountAsync(query, cancellationToken);

        public T Add(T entity)
        {
            store.RequireExpected(entity);
            return store.Staged(records.Add(entity));
        }

        public T Update(T entity)
        {
            store.RequireExpected(entity);
            return store.Staged(records.Update(entity));
        }

        public T Update(T entity, T stored)
        {
            store.RequireExpected(entity);
            return store.Staged(records.Update(entity, stored));
        }

        public void Remove(T entity)
        {
            store.RequireExpected(entity);
            records.Remove(entity);
        }
    }
}

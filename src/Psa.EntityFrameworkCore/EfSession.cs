using System.Data.Common;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// A unit of work on one connection: of its own, or the host's with the transaction that is open on it. Reads are committed rows, streamed and not tracked; the commit is one
/// transaction, or a part of the host's.
/// </summary>
internal sealed class EfSession : IPsaSession
{
    private readonly EfDatabase _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction? _host;
    private readonly PsaDbContext _context;
    private readonly Dictionary<Type, IEfRecords> _records = [];
    private readonly EfEventLog _events;
    private int _openStreams;
    private bool _disposed;

    private EfSession(EfDatabase database, DbConnection connection, DbTransaction? host, TenantId tenant)
    {
        _database = database;
        _connection = connection;
        _host = host;
        Tenant = tenant;
        _context = database.ContextOn(connection);
        _events = new(this);
    }

    public TenantId Tenant { get; }

    public IEventLog Events => _events;

    /// <summary>Gets the model of the database.</summary>
    internal Microsoft.EntityFrameworkCore.Metadata.IModel Model => _context.Model;

    public IRepository<T> Of<T>()
        where T : class, IEntity<T>
    {
        if (!_records.TryGetValue(typeof(T), out var records))
        {
            _records.Add(typeof(T), records = new EfRecords<T>(this, RecordTypes.Of<T>()));
        }

        return (IRepository<T>)records;
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var staged = _records.Values.Where(static r => r.HasStaged).ToArray();
        if (staged.Length == 0 && _events.Staged.Count == 0)
        {
            return;
        }

        foreach (var records in staged)
        {
            records.CheckStaged();
        }

        // a connection that is in the middle of reading old rows can't write newer ones
        var other = _openStreams > 0 && _host is null ? await _database.ConnectAsync(cancellationToken).ConfigureAwait(false) : null;
        try
        {
            await _database.CommitAsync(new(Tenant, other ?? _connection, _host, Model, staged, _events.Staged), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw _database.Refusal(e);
        }
        finally
        {
            if (other is not null)
            {
                await other.DisposeAsync().ConfigureAwait(false);
            }
        }

        foreach (var records in staged)
        {
            records.Clear();
        }

        _events.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _context.DisposeAsync().ConfigureAwait(false);
            if (_host is null)
            {
                await _connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    internal static async ValueTask<IPsaSession> OpenAsync(EfDatabase database, TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new EfSession(database, await database.ConnectAsync(cancellationToken).ConfigureAwait(false), null, tenant);
    }

    /// <summary>Opens a session in a host's transaction.</summary>
    internal static async ValueTask<IPsaSession> OpenAsync(EfDatabase database, DbTransaction host, TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.CheckReadyAsync(host, cancellationToken).ConfigureAwait(false);
        var connection = host.Connection ?? throw new InvalidOperationException("The host's transaction has ended: give one that is open.");
        var session = new EfSession(database, connection, host, tenant);
        await session._context.Database.UseTransactionAsync(host, cancellationToken).ConfigureAwait(false);
        return session;
    }

    /// <summary>Streams a query; what the database complains about becomes our exception.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(Func<PsaDbContext, IQueryable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_host is not null && !_database.ReadsSideBySide)
        {
            // the host's connection does one thing at a time
            foreach (var row in await QueryAsync(context => query(context).ToListAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            yield break;
        }

        var (context, connection) = await FreeContextAsync(cancellationToken).ConfigureAwait(false);
        _openStreams++;
        try
        {
            var rows = query(context).AsAsyncEnumerable().GetAsyncEnumerator(cancellationToken);
            await using (rows.ConfigureAwait(false))
            {
                while (await MoveNextAsync(rows).ConfigureAwait(false))
                {
                    yield return rows.Current;
                }
            }
        }
        finally
        {
            _openStreams--;
            await CloseAsync(context, connection).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a query; what the database complains about becomes our exception.</summary>
    internal async ValueTask<T> QueryAsync<T>(Func<PsaDbContext, Task<T>> query, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var (context, connection) = await FreeContextAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await query(context).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw _database.Refusal(e);
        }
        finally
        {
            await CloseAsync(context, connection).ConfigureAwait(false);
        }
    }

    // what is committed reads the same on any connection
    private async ValueTask<(PsaDbContext Context, DbConnection? Connection)> FreeContextAsync(CancellationToken cancellationToken)
    {
        if (_openStreams == 0 || _database.ReadsSideBySide || _host is not null)
        {
            return (_context, null);
        }

        var connection = await _database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return (_database.ContextOn(connection), connection);
    }

    private static async ValueTask CloseAsync(PsaDbContext context, DbConnection? connection)
    {
        if (connection is not null)
        {
            await context.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw _database.Refusal(e);
        }
    }
}

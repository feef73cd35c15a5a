using System.Data.Common;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// A unit of work on one connection: of its own, or the host's with the transaction that is open on it. Reads are committed rows, streamed and not tracked; the commit is one
/// transaction, or a part of the host's.
/// </summary>
internal sealed class EfSession : StagingSession
{
    private readonly EfDatabase _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction? _host;
    private readonly PsaDbContext _context;
    private readonly EfEventLog _events;
    private int _openStreams;
    private bool _disposed;

    private EfSession(EfDatabase database, DbConnection connection, DbTransaction? host, TenantId tenant)
        : this(database, connection, host, tenant, new(tenant))
    {
    }

    private EfSession(EfDatabase database, DbConnection connection, DbTransaction? host, TenantId tenant, EfEventLog events)
        : base(tenant, events)
    {
        _database = database;
        _connection = connection;
        _host = host;
        _context = database.ContextOn(connection);
        _events = events;
        _events.Session = this;
    }

    /// <summary>Gets the model of the database.</summary>
    internal Microsoft.EntityFrameworkCore.Metadata.IModel Model => _context.Model;

    public override async ValueTask DisposeAsync()
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

        await base.DisposeAsync().ConfigureAwait(false);
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
        var connection = host.Connection ?? throw new InvalidOperationException("The host's transaction has ended: give one that is open.");
        await database.CheckReadyAsync(host, cancellationToken).ConfigureAwait(false);
        var session = new EfSession(database, connection, host, tenant);
        await session._context.Database.UseTransactionAsync(host, cancellationToken).ConfigureAwait(false);
        return session;
    }

    /// <summary>Says that our tables aren't made in a host's transaction.</summary>
    internal static StoreException MigratesNoHost() => new(
        StoreErrors.HostTransaction, "Tables aren't made in a host's transaction: call the static MigrateAsync of the store's class with a connection string, or MigrateAsync of a store that has one.");

    /// <summary>Says that a tenant isn't deleted in a host's transaction.</summary>
    internal static StoreException RemovesInNoHost() => new(
        StoreErrors.HostTransaction, "A tenant is deleted in several commits, which a transaction of the host can't: use a store with transactions of its own.");

    /// <summary>Streams a query; what the database complains about becomes our exception.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(Func<PsaDbContext, IQueryable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_host is not null)
        {
            // the host's connection does one thing at a time, and a reader that is open would see what is written meanwhile
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
            var (rows, hasRow) = await ReadAsync(() => BeginAsync(query(context), cancellationToken)).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                for (; hasRow; hasRow = await MoveNextAsync(rows).ConfigureAwait(false))
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
            return await ReadAsync(() => query(context)).ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync(context, connection).ConfigureAwait(false);
        }
    }

    protected override StagingRepository<T> Create<T>(RecordType<T> type) => new EfRecords<T>(this, type);

    protected override async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        // in one order of kinds, so that of two commits that share records one waits for the other
        var staged = RecordTypes.All
            .SelectMany(type => Repositories.OfType<IEfRecords>().Where(records => records.HasStaged && records.Kind == type.Type))
            .ToArray();
        if (staged.Length == 0 && _events.Staged.Count == 0)
        {
            return;
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

    private static async Task<(IAsyncEnumerator<T> Rows, bool HasRow)> BeginAsync<T>(IQueryable<T> query, CancellationToken cancellationToken)
    {
        var rows = query.AsAsyncEnumerable().GetAsyncEnumerator(cancellationToken);
        try
        {
            return (rows, await rows.MoveNextAsync().ConfigureAwait(false));
        }
        catch
        {
            await rows.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads what nothing was read of yet: again on another connection, when this one turns out to be lost. What took too long isn't read again.</summary>
    private async ValueTask<T> ReadAsync<T>(Func<Task<T>> read)
    {
        for (var canRepeat = _host is null; ; canRepeat = false)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (DbException e) when (canRepeat && e.IsTransient && e.InnerException is not TimeoutException)
            {
                // Entity Framework opens the connection again
            }
            catch (DbException e)
            {
                throw _database.Refusal(e);
            }
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

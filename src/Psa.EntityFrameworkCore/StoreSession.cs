using System.Data.Common;
using System.Linq;
using System.Runtime.CompilerServices;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// A unit of work on one connection: of its own, or the host's with the transaction that is open on it. Reads are committed rows, streamed; the commit is one
/// transaction, or a part of the host's.
/// </summary>
internal sealed class StoreSession : StagingSession
{
    private readonly StoreDatabase _database;
    private readonly StoreConnection _connection;
    private readonly DbTransaction? _host;
    private readonly StoreEventLog _events;
    private int _openStreams;

    // whether a commit was made while a stream was open, whose connection still reads what was before
    private bool _isBehind;
    private bool _disposed;

    private StoreSession(StoreDatabase database, StoreConnection connection, DbTransaction? host, TenantId tenant)
        : this(database, connection, host, tenant, new(tenant, database.Sql.Events()))
    {
    }

    private StoreSession(StoreDatabase database, StoreConnection connection, DbTransaction? host, TenantId tenant, StoreEventLog events)
        : base(tenant, events)
    {
        _database = database;
        _connection = connection;
        _host = host;
        _events = events;
        _events.Session = this;
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _connection.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    internal static async ValueTask<IPsaSession> OpenAsync(StoreDatabase database, TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new StoreSession(database, await database.ConnectAsync(cancellationToken).ConfigureAwait(false), null, tenant);
    }

    /// <summary>Opens a session in a host's transaction.</summary>
    internal static async ValueTask<IPsaSession> OpenAsync(StoreDatabase database, DbTransaction host, TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = host.Connection ?? throw new InvalidOperationException("The host's transaction has ended: give one that is open.");
        await database.CheckReadyAsync(host, cancellationToken).ConfigureAwait(false);
        return new StoreSession(database, database.Borrow(connection), host, tenant);
    }

    /// <summary>Says that our tables aren't made in a host's transaction.</summary>
    internal static StoreException MigratesNoHost() => new(
        StoreErrors.HostTransaction, "Tables aren't made in a host's transaction: call the static MigrateAsync of the store's class with a connection string, or MigrateAsync of a store that has one.");

    /// <summary>Says that a tenant isn't deleted in a host's transaction.</summary>
    internal static StoreException RemovesInNoHost() => new(
        StoreErrors.HostTransaction, "A tenant is deleted in several commits, which a transaction of the host can't: use a store with transactions of its own.");

    /// <summary>Streams rows; what the database complains about becomes our exception.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(Question question, Func<IRowReader, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_host is not null)
        {
            // the host's connection does one thing at a time, and a reader that is open would see what is written meanwhile
            foreach (var row in await ListAsync(question, read, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            yield break;
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        var connection = await FreeConnectionAsync(cancellationToken).ConfigureAwait(false);
        _openStreams++;
        try
        {
            var (rows, hasRow) = await AskAsync(connection, question, cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                for (; hasRow; hasRow = await NextAsync(rows, cancellationToken).ConfigureAwait(false))
                {
                    yield return read(rows);
                }
            }
        }
        finally
        {
            _isBehind &= --_openStreams > 0;
            await CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>Reads all rows; what the database complains about becomes our exception.</summary>
    internal async ValueTask<List<T>> ListAsync<T>(Question question, Func<IRowReader, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var connection = await FreeConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (rows, hasRow) = await AskAsync(connection, question, cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                var all = new List<T>();
                for (; hasRow; hasRow = await NextAsync(rows, cancellationToken).ConfigureAwait(false))
                {
                    all.Add(read(rows));
                }

                return all;
            }
        }
        finally
        {
            await CloseAsync(connection).ConfigureAwait(false);
        }
    }

    protected override StagingRepository<T> Create<T>(RecordType<T> type) => new StoreRecords<T>(this, type, _database.Sql.Of(type));

    protected override async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        // in one order of kinds, so that of two commits that share records one waits for the other
        var staged = RecordTypes.All
            .SelectMany(type => Repositories.OfType<IStoreRecords>().Where(records => records.HasStaged && records.Kind == type.Type))
            .ToArray();
        if (staged.Length == 0 && _events.Staged.Count == 0)
        {
            return;
        }

        // a connection that is in the middle of reading old rows can't write newer ones
        var other = _openStreams > 0 && _host is null ? await _database.ConnectAsync(cancellationToken).ConfigureAwait(false) : null;
        try
        {
            await _database.CommitAsync(new(Tenant, other ?? _connection, _host, staged, _events.Staged), cancellationToken).ConfigureAwait(false);
            _isBehind = other is not null;
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
    private ValueTask<StoreConnection> FreeConnectionAsync(CancellationToken cancellationToken) =>
        _openStreams == 0 || (_database.ReadsSideBySide && !_isBehind) || _host is not null ? ValueTask.FromResult(_connection) : _database.ConnectAsync(cancellationToken);

    private ValueTask CloseAsync(StoreConnection connection) => connection == _connection ? ValueTask.CompletedTask : connection.DisposeAsync();

    /// <summary>Asks, and reads the first row: again on another connection, when this one turns out to be lost. What took too long isn't asked again.</summary>
    private async ValueTask<(IRowReader Rows, bool HasRow)> AskAsync(StoreConnection connection, Question question, CancellationToken cancellationToken)
    {
        for (var canRepeat = _host is null; ; canRepeat = false)
        {
            IRowReader? rows = null;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _database.Asking?.Invoke(question);
                rows = await connection.AskAsync(question, cancellationToken).ConfigureAwait(false);
                return (rows, await rows.NextAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e)
            {
                if (rows is not null)
                {
                    await rows.DisposeAsync().ConfigureAwait(false);
                }

                if (e is not DbException complaint)
                {
                    throw;
                }

                if (!canRepeat || !complaint.IsTransient || e.InnerException is TimeoutException)
                {
                    throw _database.Refusal(complaint);
                }
            }
        }
    }

    private async ValueTask<bool> NextAsync(IRowReader rows, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await rows.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw _database.Refusal(e);
        }
    }
}

using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>One database file: opens connections to it, and before the first one makes it, or brings it up to date, or refuses it.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    private const string Part = "psa";
    private const int MostIdle = 16;

    private readonly string _connectionString;
    private readonly string _file;
    private readonly int _lockTimeout;
    private readonly bool _keepsLinks;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteLink> _idle = [];
    private volatile bool _isDisposed;

    internal SqliteDatabase(string pathOrConnectionString, MigrationOptions? migrations, ILogger? logger)
        : base(migrations, logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        var builder = pathOrConnectionString.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(pathOrConnectionString)
            : new() { DataSource = pathOrConnectionString };
        if (builder.DataSource.Length == 0 || builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException("A store needs a file: for one in memory use InMemoryStore.", nameof(pathOrConnectionString));
        }

        _file = Path.GetFullPath(builder.DataSource);
        builder.DataSource = _file;

        // connections are kept by us, with what is prepared on them
        (_keepsLinks, builder.Pooling) = (builder.Pooling, false);
        _connectionString = builder.ToString();
        _lockTimeout = builder.DefaultTimeout;
    }

    /// <summary>A database of which only the host has connections.</summary>
    internal SqliteDatabase()
        : base(null, null) => (_file, _connectionString) = ("the host's", string.Empty);

    internal override SqlDialect Sql => SqliteDialect.Instance;

    internal override bool ReadsSideBySide => true;

    protected override void Dispose(bool isDisposing)
    {
        _isDisposed = true;
        while (_idle.TryTake(out var link))
        {
            link.Close();
        }

        _writing.Dispose();
    }

    /// <summary>Gives a connection that was kept, or a new one.</summary>
    internal override async ValueTask<StoreConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            return _idle.TryTake(out var link) ? link : new SqliteLink(Open(), GiveBack);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.ToStoreException(e, _file);
        }
    }

    internal override ValueTask<ValueList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Pending());
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.ToStoreException(e, _file);
        }
    }

    internal override ValueTask<ValueList<string>> PendingAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new SqliteMigration((SqliteConnection)transaction.Connection!, _file).PendingInTransaction());

    internal override StoreConnection Borrow(DbConnection connection) => new SqliteLink((SqliteConnection)connection, giveBack: null);

    internal override PsaException Refusal(DbException complaint) => SqliteErrors.ToStoreException((SqliteException)complaint, _file);

    internal override async ValueTask<long> RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var link = (SqliteLink)await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = link.ConfigureAwait(false);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var transaction = Begin(link.Connection);
            var removed = new SqliteTenant(link, tenant).RemovePart(Tables());
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return removed;
        }
        catch (SqliteException e)
        {
            throw Refusal(e);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Commits in a transaction of its own, or in a part of the host's that is taken back when it fails.</summary>
    internal override async ValueTask CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var link = (SqliteLink)commit.Connection;
        if (commit.Host is { } host)
        {
            await WriteInHostAsync(commit, link, (SqliteTransaction)host).ConfigureAwait(false);
            return;
        }

        // waiting here costs no polling: SQLite has one writer
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            try
            {
                await WriteOwnAsync(commit, link, replaces: false).ConfigureAwait(false);
            }
            catch (SqliteException e) when (SqliteErrors.IsDuplicateValue(e))
            {
                await CheckVersionsAsync(commit, link).ConfigureAwait(false);
                await WriteOwnAsync(commit, link, replaces: true).ConfigureAwait(false);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    // IMMEDIATE: the write lock is taken at once, so sessions of other processes queue for it and none finds itself behind another in the middle
    private static SqliteTransaction Begin(SqliteConnection connection) => connection.BeginTransaction(deferred: false);

    // without a savepoint: SQLite would keep a copy of each page that changes after one
    private async ValueTask WriteOwnAsync(StoreCommit commit, SqliteLink link, bool replaces)
    {
        using var transaction = Begin(link.Connection);
        await WriteAsync(commit, link, replaces).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask WriteInHostAsync(StoreCommit commit, SqliteLink link, SqliteTransaction transaction)
    {
        await transaction.SaveAsync(Part).ConfigureAwait(false);
        try
        {
            try
            {
                await WriteAsync(commit, link, replaces: false).ConfigureAwait(false);
            }
            catch (SqliteException e) when (SqliteErrors.IsDuplicateValue(e))
            {
                await transaction.RollbackAsync(Part).ConfigureAwait(false);
                await CheckVersionsAsync(commit, link).ConfigureAwait(false);
                await WriteAsync(commit, link, replaces: true).ConfigureAwait(false);
            }

            await transaction.ReleaseAsync(Part).ConfigureAwait(false);
        }
        catch
        {
            await TakeBackAsync(transaction).ConfigureAwait(false);
            throw;
        }
    }

    // a record that was changed meanwhile is the better news than the number it then clashes with
    private static ValueTask CheckVersionsAsync(StoreCommit commit, SqliteLink link) => commit.AcceptAsync(new SqliteVersions(link, commit.Tenant));

    private static async ValueTask TakeBackAsync(SqliteTransaction transaction)
    {
        try
        {
            await transaction.RollbackAsync(Part).ConfigureAwait(false);
        }
        catch (SqliteException)
        {
            // a full disk makes SQLite take back all by itself: then the first complaint is the one to hear
        }
    }

    private static async ValueTask WriteAsync(StoreCommit commit, SqliteLink link, bool replaces)
    {
        var writing = new SqliteCommit(link, commit.Tenant, replaces);
        await commit.AcceptAsync(writing).ConfigureAwait(false);
        writing.Write(commit.Events);
    }

    // one whose rows are still being read is closed with them; of many that were open at once some are enough
    private void GiveBack(SqliteLink link)
    {
        if (_isDisposed || !_keepsLinks || link.IsReading || _idle.Count >= MostIdle)
        {
            link.Close();
            return;
        }

        _idle.Add(link);
        if (_isDisposed && _idle.TryTake(out var late))
        {
            late.Close();
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();

            // SQLite waits for a lock by itself and sees at once when it is free; the driver's own waiting looks only every 150 ms.
            // NORMAL: a killed process loses nothing; when the power fails, the last commits may be gone, but whole.
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {_lockTimeout * 1000L}; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override async ValueTask<ValueList<string>> ApplyAsync(CancellationToken cancellationToken)
    {
        SqliteFile.RefuseOneByte(_file);

        // SQLite alone looks at the file: it waits for whoever writes, recovers what a killed process left, and changes nothing of what is no database.
        // A stream of ours beside it would, when it is closed, take away all locks that this process has on the file.
        var hasLog = new FileInfo(_file + "-wal") is { Exists: true, Length: > 0 };
        using var connection = Open();
        try
        {
            // of a file that has no page yet: large ones take a run a tenth less than the 4 KB that SQLite would choose; a file that is there keeps its own
            connection.Execute("PRAGMA page_size = 16384");
            var applied = await new SqliteMigration(connection, _file).ApplyAsync(pending => BeforeAsync(pending, cancellationToken)).ConfigureAwait(false);
            connection.Execute("PRAGMA journal_mode = WAL");
            return applied;
        }
        catch (Exception e)
        {
            LeaveAlone(connection, hasLog && e is StoreException);
            throw;
        }
    }

    // a log that somebody else's program left isn't written back by us, as whoever closes a file last would; nothing of a file that is refused stays open
    private static void LeaveAlone(SqliteConnection connection, bool hasLog)
    {
        if (hasLog)
        {
            _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        }

        connection.Close();
    }

    private ValueList<string> Pending()
    {
        if (!File.Exists(_file))
        {
            return SqliteMigration.All();
        }

        SqliteFile.RefuseOneByte(_file);
        var hasLog = new FileInfo(_file + "-wal") is { Exists: true, Length: > 0 };
        using var connection = Open();
        try
        {
            var pending = new SqliteMigration(connection, _file).Pending();
            if (pending.Count > 0)
            {
                LeaveAlone(connection, hasLog);
            }

            return pending;
        }
        catch (Exception e)
        {
            LeaveAlone(connection, hasLog && e is StoreException);
            throw;
        }
    }
}

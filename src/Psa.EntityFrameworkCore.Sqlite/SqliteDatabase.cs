using System.Data.Common;
using System.Globalization;
using System.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Psa.Storage;
using SQLitePCL;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>One database file: opens connections to it, and before the first one makes it, or brings it up to date, or refuses it.</summary>
/// <remarks>
/// Which migrations it has stands in a table of ours. Everything that makes or changes the schema happens in one transaction, so a process that is killed leaves either the old
/// schema or the new one.
/// </remarks>
internal sealed class SqliteDatabase : EfDatabase
{
    private const string Part = "psa";

    private readonly string _connectionString;
    private readonly string _file;
    private readonly int _lockTimeout;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SqliteWriters _writers = new();
    private volatile bool _isReady;

    internal SqliteDatabase(string pathOrConnectionString)
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
        _connectionString = builder.ToString();
        _lockTimeout = builder.DefaultTimeout;
    }

    /// <summary>A database of which only the host has connections.</summary>
    internal SqliteDatabase() => (_file, _connectionString) = ("the host's", string.Empty);

    internal override bool ReadsSideBySide => true;

    public override void Dispose()
    {
        if (_connectionString.Length > 0)
        {
            using var connection = new SqliteConnection(_connectionString);
            SqliteConnection.ClearPool(connection);
        }

        _gate.Dispose();
        _writing.Dispose();
    }

    /// <summary>Opens a connection from the pool.</summary>
    internal override async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_isReady)
            {
                await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            }

            return Open();
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.ToStoreException(e, _file);
        }
    }

    internal override async ValueTask CheckReadyAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (!_isReady)
        {
            using var context = (SqliteDbContext)ContextOn(transaction.Connection!);
            await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
            RequireCurrent(context, Applied((SqliteConnection)transaction.Connection!));
            _isReady = true;
        }
    }

    internal override PsaDbContext ContextOn(DbConnection connection) => SqliteDbContext.On((SqliteConnection)connection);

    internal override PsaException Refusal(DbException complaint) => SqliteErrors.ToStoreException((SqliteException)complaint, _file);

    /// <summary>Commits in a transaction of its own, or in a part of the host's that is taken back when it fails.</summary>
    internal override async ValueTask CommitAsync(EfCommit commit, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)commit.Connection;
        if (commit.Host is { } host)
        {
            await WriteInHostAsync(commit, connection, (SqliteTransaction)host).ConfigureAwait(false);
            return;
        }

        // waiting here costs no polling: SQLite has one writer
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            try
            {
                await WriteOwnAsync(commit, connection, replaces: false).ConfigureAwait(false);
            }
            catch (SqliteException e) when (SqliteErrors.IsDuplicateValue(e))
            {
                await CheckVersionsAsync(commit, connection).ConfigureAwait(false);
                await WriteOwnAsync(commit, connection, replaces: true).ConfigureAwait(false);
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
    private async ValueTask WriteOwnAsync(EfCommit commit, SqliteConnection connection, bool replaces)
    {
        using var transaction = Begin(connection);
        await WriteAsync(commit, connection, replaces).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask WriteInHostAsync(EfCommit commit, SqliteConnection connection, SqliteTransaction transaction)
    {
        await transaction.SaveAsync(Part).ConfigureAwait(false);
        try
        {
            try
            {
                await WriteAsync(commit, connection, replaces: false).ConfigureAwait(false);
            }
            catch (SqliteException e) when (SqliteErrors.IsDuplicateValue(e))
            {
                await transaction.RollbackAsync(Part).ConfigureAwait(false);
                await CheckVersionsAsync(commit, connection).ConfigureAwait(false);
                await WriteAsync(commit, connection, replaces: true).ConfigureAwait(false);
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
    private ValueTask CheckVersionsAsync(EfCommit commit, SqliteConnection connection) =>
        commit.AcceptAsync(new SqliteVersions(connection, _writers, commit.Model, commit.Tenant));

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

    private async ValueTask WriteAsync(EfCommit commit, SqliteConnection connection, bool replaces)
    {
        var writing = new SqliteCommit(connection, _writers, commit.Model, commit.Tenant, replaces);
        await commit.AcceptAsync(writing).ConfigureAwait(false);
        writing.Write(commit.Events);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();

            // SQLite waits for a lock by itself and sees at once when it is free; the driver's own waiting looks only every 150 ms.
            // NORMAL: a killed process loses nothing; when the power fails, the last commits may be gone, but whole.
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {_lockTimeout * 1000L}; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async ValueTask MakeReadyAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                SqliteFile.RefuseOneByte(_file);

                // SQLite alone looks at the file: it waits for whoever writes, recovers what a killed process left, and changes nothing of what is no database.
                // A stream of ours beside it would, when it is closed, take away all locks that this process has on the file.
                var hasLog = new FileInfo(_file + "-wal") is { Exists: true, Length: > 0 };
                using var connection = Open();
                try
                {
                    Migrate(connection);
                    Execute(connection, "PRAGMA journal_mode = WAL");
                }
                catch (Exception e)
                {
                    // a log that somebody else's program left isn't written back by us, as whoever closes a file last would
                    if (hasLog && e is StoreException)
                    {
                        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
                    }

                    // nothing of a file that is refused stays open
                    SqliteConnection.ClearPool(connection);
                    throw;
                }

                _isReady = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        using var context = SqliteDbContext.On(connection);
        var migrations = context.Database.GetMigrations().ToArray();

        // a store that is up to date is only read: it opens however busy others are with writing to it
        if (IsCurrent(migrations, Applied(connection)))
        {
            return;
        }

        using var transaction = Begin(connection);
        var applied = Applied(connection);
        if (applied.Count == 0 && Clashing(context, connection) is { } table)
        {
            throw SqliteErrors.Clash(_file, table);
        }

        if (!IsCurrent(migrations, applied))
        {
            var from = applied.Count == 0 ? Migration.InitialDatabase : applied[^1];
            Execute(connection, context.GetService<IMigrator>().GenerateScript(from, options: MigrationsSqlGenerationOptions.NoTransactions));
        }

        transaction.Commit();
    }

    private bool IsCurrent(string[] migrations, List<string> applied)
    {
        RequireKnown(migrations, applied);
        return applied.Count == migrations.Length;
    }

    private void RequireCurrent(SqliteDbContext context, List<string> applied)
    {
        if (!IsCurrent(context.Database.GetMigrations().ToArray(), applied))
        {
            throw new StoreException(StoreErrors.NotReady, "The host's file has no tables of this library, or old ones: call SqliteStore.MigrateAsync first.");
        }
    }

    private void RequireKnown(string[] migrations, List<string> applied)
    {
        if (applied.Exists(id => !migrations.Contains(id, StringComparer.Ordinal)))
        {
            throw new StoreException(StoreErrors.Newer, $"The store '{_file}' was made by a newer version of the library: update this program.");
        }
    }

    private static List<string> Applied(SqliteConnection connection) =>
        ReadTexts(connection, $"SELECT name FROM pragma_table_info('{SqliteDbContext.History}') WHERE name = 'MigrationId'").Count == 0
            ? []
            : ReadTexts(connection, $"SELECT \"MigrationId\" FROM {SqliteDbContext.History} ORDER BY 1");

    private static string? Clashing(SqliteDbContext context, SqliteConnection connection)
    {
        var ours = context.Model.GetEntityTypes()
            .SelectMany(static entity => entity.GetIndexes().Select(static index => index.GetDatabaseName()!).Append(entity.GetTableName()!))
            .Append(SqliteDbContext.History)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return ReadTexts(connection, "SELECT name FROM sqlite_schema").Find(ours.Contains);
    }

    private static List<string> ReadTexts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // ours, not a user's
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // ours, not a user's
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

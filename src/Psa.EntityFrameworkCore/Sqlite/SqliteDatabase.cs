using System.Globalization;
using System.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>One database file: opens connections to it, and before the first one makes it, or brings it up to date, or refuses it.</summary>
/// <remarks>
/// The file is marked as ours by SQLite's <c>application_id</c>, and <c>user_version</c> counts the migrations it has. Everything that makes or changes the schema happens
/// in one transaction, so a process that is killed leaves either the old schema or the new one.
/// </remarks>
internal sealed class SqliteDatabase : IDisposable
{
    // "PSA1" as a number
    private const long ApplicationId = 0x5053_4131;

    private readonly string _connectionString;
    private readonly string _file;
    private readonly int _lockTimeout;
    private readonly SemaphoreSlim _gate = new(1, 1);
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

    internal string File => _file;

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _gate.Dispose();
    }

    /// <summary>Opens a connection from the pool.</summary>
    internal async ValueTask<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
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

    internal static DbContextOptions<PsaDbContext> OptionsFor(SqliteConnection connection) =>
        new DbContextOptionsBuilder<PsaDbContext>().UseSqlite(connection).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;

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
                if (new FileInfo(_file) is { Exists: true, Length: > 0 })
                {
                    RefuseForeignFile();
                }

                using var connection = Open();
                Migrate(connection);
                Execute(connection, "PRAGMA journal_mode = WAL");
                _isReady = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Looks at the file without a lock, a log or any other trace: a file of somebody else stays as it is.</summary>
    private void RefuseForeignFile()
    {
        var uri = string.Join('/', _file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = $"file:{uri}?immutable=1", Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        if (ReadNumber(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw SqliteErrors.NotOurs(_file);
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        using var context = new PsaDbContext(OptionsFor(connection));
        var migrations = context.Database.GetMigrations().ToArray();
        using var transaction = connection.BeginTransaction(deferred: false);
        var applied = ReadNumber(connection, "PRAGMA user_version");
        var isEmpty = ReadNumber(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (ReadNumber(connection, "PRAGMA application_id") != ApplicationId && !isEmpty)
        {
            throw SqliteErrors.NotOurs(_file);
        }

        if (applied > migrations.Length)
        {
            throw new StoreException(StoreErrors.Newer, $"The store '{_file}' was made by a newer version of the library: update this program.");
        }

        if (applied < migrations.Length)
        {
            var from = applied == 0 ? Migration.InitialDatabase : migrations[applied - 1];
            Execute(connection, context.GetService<IMigrator>().GenerateScript(from, options: MigrationsSqlGenerationOptions.NoTransactions));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {migrations.Length}"));
        }

        transaction.Commit();
    }

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.ReadNumber() ?? 0;
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

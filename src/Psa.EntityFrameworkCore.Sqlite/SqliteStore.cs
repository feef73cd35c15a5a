using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>
/// The store on SQLite: one file, made and brought up to date when it is first used; a host's own tables may stand in it too (ours are called <c>psa_…</c>). Safe for parallel
/// use, also by several processes on one machine: readers wait for nobody, commits queue. What is committed survives the end of the process, however it ends; when the power
/// fails, the last commits may be missing, but whole.
/// </summary>
public sealed class SqliteStore : IPsaStore, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly Func<SqliteTransaction>? _transaction;

    /// <summary>
    /// Uses an SQLite file. Nothing happens to it before the first session is opened; a file that is none of SQLite's, or has a table that is called as one of ours, is refused
    /// and left as it is.
    /// </summary>
    /// <param name="pathOrConnectionString">
    /// The path of the file, or a connection string of Microsoft.Data.Sqlite; its <c>Default Timeout</c> says how many seconds a commit waits for other processes (30).
    /// </param>
    /// <param name="migrations">When the tables are made or brought up to date, and what the host does before; <see langword="null"/> for at first use, and nothing.</param>
    /// <param name="logger">Hears of migrations, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">It names no file; for a store in memory use the in-memory one.</exception>
    public SqliteStore(string pathOrConnectionString, MigrationOptions? migrations = null, ILogger<SqliteStore>? logger = null) => _database = new(pathOrConnectionString, migrations, logger);

    /// <summary>
    /// Writes in the host's own transactions, so that its data and ours are committed together: a session's commit writes, the host commits or rolls back. Nothing is retried, and
    /// what commits in batches (runs, imports) is refused with <c>store.host_transaction</c>. The file must have our tables: <see cref="MigrateAsync(string, CancellationToken)"/> makes them.
    /// </summary>
    /// <param name="transaction">Gives the transaction that is open for the current call, when a session is opened. Its connection is used by one session at a time.</param>
    public SqliteStore(Func<SqliteTransaction> transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        _transaction = transaction;
        _database = new();
    }

    /// <summary>Gets the database, for tests that look at plans.</summary>
    internal StoreDatabase Database => _database;

    /// <inheritdoc/>
    public bool IsInHostTransaction => _transaction is not null;

    /// <inheritdoc/>
    public ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        _transaction is null ? StoreSession.OpenAsync(_database, tenant, cancellationToken) : StoreSession.OpenAsync(_database, _transaction(), tenant, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        _transaction is null ? _database.RemoveAsync(tenant, cancellationToken) : throw StoreSession.RemovesInNoHost();

    /// <inheritdoc/>
    public ValueTask<ValueList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) =>
        _transaction is null ? _database.PendingAsync(cancellationToken) : _database.PendingAsync(_transaction(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ValueList<string>> MigrateAsync(CancellationToken cancellationToken = default) =>
        _transaction is null ? _database.MigrateAsync(cancellationToken) : throw StoreSession.MigratesNoHost();

    /// <summary>Makes our tables in a file, or brings them up to date; a store that is given the file does so by itself.</summary>
    /// <param name="pathOrConnectionString">The path of the file, or a connection string.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="StoreException"><c>store.not_ours</c>, <c>store.newer</c>, <c>store.locked</c>, <c>store.full</c>, <c>store.malformed</c>, <c>store.unavailable</c>.</exception>
    public static async Task MigrateAsync(string pathOrConnectionString, CancellationToken cancellationToken = default)
    {
        using var store = new SqliteStore(pathOrConnectionString);
        await store.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections that are kept for the next session.</summary>
    public void Dispose() => _database.Dispose();
}

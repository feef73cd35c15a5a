using Microsoft.Extensions.Logging;
using Npgsql;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// The store on PostgreSQL: a schema of a database, in which our tables are made and brought up to date when it is first used; a host's own tables stand beside it. Safe for
/// parallel use, also by many machines: readers wait for nobody, and commits only for those that change the same records. A commit that the database ended for the sake of another,
/// or whose connection was lost before it was complete, is done again a few times.
/// </summary>
public sealed class PostgreSqlStore : IPsaStore, IDisposable
{
    private readonly PostgreSqlDatabase _database;
    private readonly Func<NpgsqlTransaction>? _transaction;

    /// <summary>Uses a schema of a database. Nothing happens to it before the first session is opened; the schema is made when it is missing, the database isn't.</summary>
    /// <param name="connectionString">
    /// A connection string of Npgsql; its <c>Maximum Pool Size</c> says how many connections there are (100): one a session, and another while it reads or commits in the middle of
    /// reading. Its <c>Command Timeout</c> says how many seconds a statement may take (30). Sessions take no part in an ambient transaction.
    /// </param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <param name="migrations">When the tables are made or brought up to date, and what the host does before; <see langword="null"/> for at first use, and nothing.</param>
    /// <param name="logger">Hears of migrations, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The connection string isn't one, or the schema has other characters.</exception>
    public PostgreSqlStore(string connectionString, string schema = "psa", MigrationOptions? migrations = null, ILogger<PostgreSqlStore>? logger = null) => _database = new(connectionString, schema, migrations, logger);

    /// <summary>
    /// Writes in the host's own transactions, so that its data and ours are committed together: a session's commit writes, the host commits or rolls back. Nothing is done again, and
    /// what commits in batches (runs, imports) is refused with <c>store.host_transaction</c>. A commit that is refused leaves the transaction as it was before. The schema must have
    /// our tables: <see cref="MigrateAsync(string, string, CancellationToken)"/> makes them.
    /// </summary>
    /// <param name="transaction">Gives the transaction that is open for the current call, when a session is opened. Its connection is used by one session at a time.</param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <exception cref="ArgumentException">The schema has other characters.</exception>
    public PostgreSqlStore(Func<NpgsqlTransaction> transaction, string schema = "psa")
    {
        ArgumentNullException.ThrowIfNull(transaction);
        _transaction = transaction;
        _database = new(schema);
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

    /// <summary>Makes our tables in a schema, or brings them up to date; a store that is given a connection string does so by itself, if its user may.</summary>
    /// <param name="connectionString">A connection string of Npgsql, of a user who may create tables, and the schema if it is missing.</param>
    /// <param name="schema">The schema: letters, digits and underscores.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="StoreException"><c>store.not_ours</c>, <c>store.newer</c>, <c>store.locked</c>, <c>store.unavailable</c>.</exception>
    public static async Task MigrateAsync(string connectionString, string schema = "psa", CancellationToken cancellationToken = default)
    {
        using var store = new PostgreSqlStore(connectionString, schema);
        await store.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections that are kept for the next session.</summary>
    public void Dispose() => _database.Dispose();
}

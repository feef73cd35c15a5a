using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// The store on Entity Framework Core and SQLite: one file, made and brought up to date when it is first used. Safe for parallel use, also by several processes on one machine:
/// readers wait for nobody, commits queue. What is committed survives the end of the process, however it ends; when the power fails, the last commits may be missing, but whole.
/// </summary>
public sealed class EfStore : IPsaStore, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<Type, object> _writers = new();

    private EfStore(SqliteDatabase database) => _database = database;

    internal string File => _database.File;

    /// <summary>Uses an SQLite file. Nothing happens to it before the first session is opened; a file of another program is refused and left as it is.</summary>
    /// <param name="pathOrConnectionString">
    /// The path of the file, or a connection string of Microsoft.Data.Sqlite; its <c>Default Timeout</c> says how many seconds a commit waits for other processes (30).
    /// Moments are kept to 100 ns.
    /// </param>
    /// <returns>The store.</returns>
    /// <exception cref="ArgumentException">It names no file; for a store in memory use <see cref="InMemoryStore"/>.</exception>
    public static EfStore Sqlite(string pathOrConnectionString) => new(new SqliteDatabase(pathOrConnectionString));

    /// <inheritdoc/>
    public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new EfSession(this, await _database.OpenAsync(cancellationToken).ConfigureAwait(false), tenant);
    }

    /// <summary>Closes the connections that are kept for the next session.</summary>
    public void Dispose()
    {
        _database.Dispose();
        _writing.Dispose();
    }

    /// <summary>Opens another connection for a session that is reading on its own.</summary>
    internal ValueTask<SqliteConnection> ConnectAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

    internal TableWriter<T> WriterOf<T>(IModel model)
        where T : class =>
        (TableWriter<T>)_writers.GetOrAdd(typeof(T), static (_, m) => new TableWriter<T>(m), model);

    /// <summary>Waits until this process writes nothing else: SQLite has one writer, and waiting here costs no polling.</summary>
    internal async ValueTask<WriteTurn> EnterWriteAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new(_writing);
    }

    /// <summary>Ends the turn of a writer when disposed.</summary>
    internal readonly struct WriteTurn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>A PostgreSQL database with our tables, for the tests of one class, which keep apart by tenant.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private PostgreSqlStore? _store;

    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>Gets one store for all tests, which keeps its connections as a host's does.</summary>
    public PostgreSqlStore Store => _store ??= new(ConnectionString);

    public async ValueTask InitializeAsync() => ConnectionString = await PostgreSqlServer.NewStoreAsync();

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        await PostgreSqlServer.DropAsync(ConnectionString);
    }
}

using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>A PostgreSQL database with our tables, for the tests of one class, which keep apart by tenant.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    public string ConnectionString { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync() => ConnectionString = await PostgreSqlServer.NewStoreAsync();

    public async ValueTask DisposeAsync() => await PostgreSqlServer.DropAsync(ConnectionString);
}

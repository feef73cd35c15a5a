using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Records;
using Psa.Storage;

namespace Psa.Testing;

/// <summary>The store of tests that need any: in memory, or a database of its own on PostgreSQL when <c>PSA_TEST_STORE</c> is <c>postgresql</c>.</summary>
public static class TestStores
{
    private static readonly bool IsPostgreSql = Environment.GetEnvironmentVariable("PSA_TEST_STORE") == "postgresql";

    /// <summary>Makes an empty store.</summary>
    public static async Task<IPsaStore> NewAsync() => IsPostgreSql
        ? new PostgreSqlStore($"{await PostgreSqlServer.NewStoreAsync()};Pooling=False") // nobody disposes it
        : new InMemoryStore();
}

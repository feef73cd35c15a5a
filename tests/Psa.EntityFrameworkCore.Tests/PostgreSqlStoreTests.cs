using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class PostgreSqlStoreTests(TestDatabase database) : StoreTests, IClassFixture<TestDatabase>
{
    protected override IPsaStore CreateStore() => new PostgreSqlStore(database.ConnectionString);
}

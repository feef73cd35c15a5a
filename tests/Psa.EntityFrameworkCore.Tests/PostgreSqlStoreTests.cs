using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class PostgreSqlStoreTests(TestDatabase database) : StoreTests, IClassFixture<TestDatabase>
{
    protected override ValueTask<IPsaStore> CreateStoreAsync() => new(new PostgreSqlStore(database.ConnectionString));
}

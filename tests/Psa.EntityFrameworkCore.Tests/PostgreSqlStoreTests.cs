using Psa.Storage;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class PostgreSqlStoreTests(TestDatabase database) : StoreTests, IClassFixture<TestDatabase>
{
    protected override ValueTask<IPsaStore> CreateStoreAsync() => new(database.Store);

#pragma warning disable CA2215 // the store is the other tests' too
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
#pragma warning restore CA2215
}

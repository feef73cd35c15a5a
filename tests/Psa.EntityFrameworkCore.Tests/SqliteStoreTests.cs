using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests : StoreTests
{
    private readonly StoreFile _file = new();

    protected override ValueTask<IPsaStore> CreateStoreAsync() => new(new SqliteStore(_file.Path));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }
}

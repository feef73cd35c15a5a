using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests : StoreTests
{
    private readonly StoreFile _file = new();

    protected override async ValueTask<IPsaStore> CreateStoreAsync()
    {
        await TestStores.MakeSqliteFileAsync(_file.Path);
        return new SqliteStore(_file.Path);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }
}

using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests : StoreTests
{
    private readonly StoreFile _file = new();

    protected override IPsaStore CreateStore() => new SqliteStore(_file.Path);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _file.Dispose();
        }
    }
}

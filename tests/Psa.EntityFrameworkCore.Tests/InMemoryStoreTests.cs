using Psa.Storage;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class InMemoryStoreTests : StoreTests
{
    protected override IPsaStore CreateStore() => new InMemoryStore();
}

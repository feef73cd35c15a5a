using Psa.Records;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.Stores.Tests;

public sealed class InMemoryStoreTests : StoreTests
{
    protected override ValueTask<IPsaStore> CreateStoreAsync() => new(new InMemoryStore());
}

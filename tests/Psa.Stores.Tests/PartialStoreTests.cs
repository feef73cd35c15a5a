using Psa.Records;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.Stores.Tests;

public sealed class PartialStoreTests : StoreTests
{
    protected override bool KeepsEverything => false;

    protected override ValueTask<IPsaStore> CreateStoreAsync() => new(new PartialStore(new InMemoryStore()));
}

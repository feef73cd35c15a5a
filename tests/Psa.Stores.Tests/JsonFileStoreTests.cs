using Psa.Samples.JsonStore;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.Stores.Tests;

public sealed class JsonFileStoreTests : StoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psa-json-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override ValueTask<IPsaStore> CreateStoreAsync() => new(new JsonFileStore(_folder.FullName));
}

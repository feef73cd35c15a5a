using Psa.Testing;

namespace Psa.Attack.Tests.Files;

public sealed class SharedRunPostgreSqlTests : SharedRunTests
{
    private readonly List<string> _databases = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var database in _databases)
        {
            await PostgreSqlServer.DropAsync(database);
        }
    }

    protected override async Task<string> NewStoreAsync(string folder, int round)
    {
        _databases.Add(await PostgreSqlServer.NewStoreAsync());
        return $"postgresql:{_databases[^1]}";
    }
}

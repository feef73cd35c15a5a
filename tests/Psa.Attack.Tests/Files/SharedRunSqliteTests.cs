namespace Psa.Attack.Tests.Files;

public sealed class SharedRunSqliteTests : SharedRunTests
{
    protected override Task<string> NewStoreAsync(string folder, int round) => Task.FromResult($"sqlite:{Path.Combine(folder, $"{round}.db")}");
}

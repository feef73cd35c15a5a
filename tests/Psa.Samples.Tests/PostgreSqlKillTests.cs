using System.Text.Json;
using Psa.Testing;

namespace Psa.Samples.Tests;

/// <summary>The same on PostgreSQL, where several processes can share a run: whoever is killed, the invoices are those that SQLite has when nobody is.</summary>
public sealed class PostgreSqlKillTests : IAsyncLifetime
{
    private static readonly (string Phase, int MostLines)[] Moments = [("seeding", 2), ("calculating", 2), ("calculating", 1), ("issuing", 1)];

    private readonly SampleRun _sample = new();
    private string _database = string.Empty;

    public async ValueTask InitializeAsync() => _database = await PostgreSqlServer.NewStoreAsync();

    public async ValueTask DisposeAsync()
    {
        _sample.Dispose();
        await PostgreSqlServer.DropAsync(_database);
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_like_one_that_was_not()
    {
        var (world, args, json) = Arrange(Depth.Of(400, 2000));
        var wanted = Depth.Of(3, 5 * Depth.Factor);
        var (kills, _) = await KillTests.KillAsync(args, Moments, wanted);
        await ChildProcess.RunAsync(ChildProcess.Sample, args, _ => false, TimeSpan.Zero);
        Assert.Equal(wanted, kills);
        await RequireUndisturbedAsync(world, json);
    }

    [Fact]
    public async Task Two_processes_share_a_run_and_one_is_killed()
    {
        var (world, args, json) = Arrange(Depth.Of(400, 2000));

        // the first seeds and begins; then two go on with its run, side by side
        await ChildProcess.RunAsync(ChildProcess.Sample, args, line => line.Contains("calculating", StringComparison.Ordinal), TimeSpan.Zero);
        var dying = ChildProcess.RunAsync(ChildProcess.Sample, args, line => line.Contains("calculating", StringComparison.Ordinal), TimeSpan.FromMilliseconds(20));
        var (exitCode, _, _, _) = await ChildProcess.RunAsync(ChildProcess.Sample, [.. args[..^1], _sample.PathOf("other.json")], _ => false, TimeSpan.Zero);
        await dying;
        Assert.Equal(0, exitCode);
        await ChildProcess.RunAsync(ChildProcess.Sample, args, _ => false, TimeSpan.Zero);
        await RequireUndisturbedAsync(world, json);
    }

    private (string[] World, string[] Args, string Json) Arrange(int customers)
    {
        string[] world = ["--customers", $"{customers}", "--seed", "11"];
        var json = _sample.PathOf("out.json");
        return (world, [.. world, "--postgres", _database, "--json", json], json);
    }

    private static async Task RequireUndisturbedAsync(string[] world, string json)
    {
        using var other = new SampleRun();
        var undisturbed = await other.BillAsync(world);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        Billed.RequireSound(document.RootElement);
        Assert.Equal(undisturbed.GetProperty("invoices").GetRawText(), document.RootElement.GetProperty("invoices").GetRawText());
    }
}

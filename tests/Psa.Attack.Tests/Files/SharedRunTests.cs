using Psa.Attack.Worker;
using Psa.Testing;

namespace Psa.Attack.Tests.Files;

/// <summary>
/// Three processes calculate, issue and take back the same run, while a fourth changes facts. Whatever they do to each other, in the end each customer bears what one run
/// over the final facts bills, and no run that is over has a draft.
/// </summary>
public abstract class SharedRunTests : IAsyncLifetime
{
    private const int Customers = 40;
    private const int Billers = 3;

    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public virtual ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Makes an empty store and gives its name for the worker.</summary>
    protected abstract Task<string> NewStoreAsync(string folder, int round);

    [Fact]
    public async Task Each_customer_bears_what_one_run_over_the_final_facts_bills()
    {
        for (var round = 1; round <= Depth.Of(1, 4); round++)
        {
            await FightAsync(await NewStoreAsync(_scratch.PathOf(string.Empty), round), round);
        }
    }

    private async Task FightAsync(string place, int round)
    {
        var store = Commands.Open(place);
        await using var world = new AttackedWorld(store, Customers);
        await world.SeedAsync(Ct);
        var seed = (Depth.Seed(0) * 1000) + (round * 10);
        var args = (string what, int who) => new[] { what, place, $"{Customers}", $"{Depth.Of(3, 30)}", $"{seed + who}" };
        var processes = Enumerable.Range(0, Billers).Select(who => ChildProcess.RunAsync(Scratch.Worker, args("bill", who), Ct))
            .Append(ChildProcess.RunAsync(Scratch.Worker, args("edit", Billers), Ct)).ToList();
        foreach (var process in processes)
        {
            var ended = await process;
            TestContext.Current.TestOutputHelper?.WriteLine(ended.Output);
            Assert.True(ended.ExitCode == 0, ended.Error);
            Assert.Contains(process == processes[^1] ? "terms changed" : "calculated", ended.Output, StringComparison.Ordinal);
        }

        await world.FinishAsync(Ct);
        Assert.Empty(await world.FlawsAsync(Ct));
        var fresh = Scratch.Store(_scratch.PathOf($"fresh-{round}.db"));
        await using (var once = new AttackedWorld(fresh, Customers))
        {
            await once.SeedFromAsync(world, Ct);
            await once.FinishAsync(Ct);
            var (expected, actual) = (await once.BorneAsync(Ct), await world.BorneAsync(Ct));
            var wrong = expected.Keys.Union(actual.Keys).Where(key => expected.GetValueOrDefault(key) != actual.GetValueOrDefault(key)).ToList();
            var told = new List<string>();
            foreach (var key in wrong)
            {
                told.Add($"{key} bears {actual.GetValueOrDefault(key)} instead of {expected.GetValueOrDefault(key)}");
                told.Add($" these items:\n{await world.ItemsAsync(key, Ct)} instead of:\n{await once.ItemsAsync(key, Ct)}");
            }

            Assert.True(wrong.Count == 0, string.Join('\n', told));
        }

        fresh.Dispose();
        (store as IDisposable)?.Dispose();
    }
}

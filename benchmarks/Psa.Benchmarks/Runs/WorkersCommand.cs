using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>Calculates the same world with one and with two partitions side by side, in turn.</summary>
internal static class WorkersCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        using var database = BenchDatabase.Of(arguments);
        await MeasuredRuns.SeedAsync(database.Seeded, arguments);
        var one = await MeasuredRuns.ByChildAsync(database.Seeded, [.. arguments, "--workers", "1", "--rounds", "5"]);
        var two = await MeasuredRuns.ByChildAsync(database.Seeded, [.. arguments, "--workers", "2", "--rounds", "5"]);
        var faster = one.Warm.Calculate.Seconds / two.Warm.Calculate.Seconds;
        Figure.Print($"calculation {database.Name}, warm: one partition at a time {one.Warm.Calculate.Seconds:0.00} s, two {two.Warm.Calculate.Seconds:0.00} s, {faster:0.00} times as fast");
        Ratios.AtLeast($"two partitions at a time {database.Name}, times one", faster, BenchDatabase.IsServer(database.Seeded) ? 1.6 : 1.3);
        return Ratios.Print();
    }
}

using Psa.Benchmarks.Micro;
using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>Everything once, small enough for two minutes: one table of all that is to be held. Figures of a busy machine or of small runs are worse than those of the single commands.</summary>
internal static class QuickCommand
{
    private static readonly string[] Small = ["--customers", "3000", "--rounds", "5"];

    internal static async Task<int> RunAsync()
    {
        var isBroken = ChargeCommand.Measure();
        await RunCommand.MeasureAsync(["--store", "sqlite", .. Small]);
        await RunCommand.MeasureAsync(["--store", BenchDatabase.Memory, .. Small]);
        if (Environment.GetEnvironmentVariable("PSA_TEST_POSTGRES") is not null)
        {
            await RunCommand.MeasureAsync(["--store", "postgres", .. Small]);
        }

        await PreviewCommand.MeasureAsync([0, 12]);
        await GrowthCommand.MeasureAsync([1_000, 5_000]);
        AgeCommand.MeasureEngine();
        return Ratios.Print() | (isBroken ? 1 : 0);
    }
}

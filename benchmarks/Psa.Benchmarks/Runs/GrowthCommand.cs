using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>Shows that a line costs the same however many customers there are, in time and in memory: each size is billed in a process of its own.</summary>
internal static class GrowthCommand
{
    private const double MostTime = 1.15;
    private const double MostMegabytes = 300;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        await MeasureAsync(arguments.Contains("--quick", StringComparer.Ordinal) ? [500, 2_000, 5_000] : [2_000, 10_000, 50_000]);
        return Ratios.Print();
    }

    internal static async Task MeasureAsync(int[] sizes)
    {
        using var folder = new TemporaryFolder();
        var lines = new List<(double Microseconds, double Megabytes, double Live)>();
        Console.WriteLine("  customers   warm CPU a line   ratio to the first   lines/CPU s   peak live   peak working set");
        foreach (var size in sizes)
        {
            var (file, customers) = (folder.File($"{size}.db"), size.ToString(CultureInfo.InvariantCulture));
            await MeasuredRuns.SeedAsync(file, "--customers", customers);
            var runs = await MeasuredRuns.ByChildAsync(file, "--customers", customers, "--rounds", size > sizes[1] ? "2" : "4");
            File.Delete(file);
            var warm = runs.Warm.Calculate + runs.Warm.Issue;
            lines.Add((warm.CpuSeconds * 1e6 / runs.First.Lines, runs.PeakWorkingSetMegabytes, runs.Rounds.Max(run => run.PeakLiveMegabytes)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {size,9} {lines[^1].Microseconds,14:0.0} µs {lines[^1].Microseconds / lines[0].Microseconds,20:0.00} {runs.First.Lines / warm.CpuSeconds,13:0} {lines[^1].Live,8:0} MB {lines[^1].Megabytes,15:0} MB"));
        }

        Figure.Print($"runs of {string.Join(", ", sizes)} customers on SQLite: {string.Join(", ", lines.Select(line => line.Microseconds.ToString("0", CultureInfo.InvariantCulture)))} CPU µs a line, peak working set {string.Join(", ", lines.Select(line => line.Megabytes.ToString("0", CultureInfo.InvariantCulture)))} MB, live objects at most {string.Join(", ", lines.Select(line => line.Live.ToString("0", CultureInfo.InvariantCulture)))} MB");
        Ratios.AtMost($"CPU a line of {sizes[^1]} customers, times that of {sizes[0]}", lines[^1].Microseconds / lines[0].Microseconds, MostTime);
        Ratios.AtMost($"peak working set of up to {sizes[^1]} customers, MB", lines.Max(line => line.Megabytes), MostMegabytes);
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace Psa.Benchmarks.Runs;

/// <summary>The runs of one process, as it tells its parent.</summary>
/// <param name="Rounds">The runs in their order: the first compiles what it needs.</param>
/// <param name="Limit">What the database alone would take, or <see langword="null"/> when nobody asked or there is none.</param>
internal sealed record MeasuredRuns(List<Measured> Rounds, RawFigures? Limit)
{
    internal Measured First => Rounds[0];

    /// <summary>Gets the median of calculation and of issue, of all runs but the first; of the only one when there is no other.</summary>
    internal (Cost Calculate, Cost Issue) Warm => (Cost.MedianOf(Later.Select(run => run.Calculate)), Cost.MedianOf(Later.Select(run => run.Issue)));

    internal double WarmBytesALine => Psa.Benchmarks.Rounds.Median([.. Later.Select(run => run.AllocatedMegabytes * 1e6 / run.Lines)]);

    internal double PeakWorkingSetMegabytes => Rounds.Max(run => run.PeakWorkingSetMegabytes);

    private IEnumerable<Measured> Later => Rounds.Count > 1 ? Rounds.Skip(1) : Rounds;

    /// <summary>Bills in a process of its own, so that peaks of memory don't mix and the first run is a process's first.</summary>
    internal static async Task<MeasuredRuns> ByChildAsync(string database, params string[] arguments) =>
        JsonSerializer.Deserialize<MeasuredRuns>(await RunChildAsync([Child.Bill, database, .. arguments]))!;

    /// <summary>Fills a database in a process of its own.</summary>
    internal static Task SeedAsync(string database, params string[] arguments) => RunChildAsync([Child.Seed, database, .. arguments]);

    private static async Task<string> RunChildAsync(string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? output : throw new InvalidOperationException($"The child process for '{arguments[0]}' failed.");
    }
}

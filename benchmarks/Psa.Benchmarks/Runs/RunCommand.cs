using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>
/// Bills a generated world from calculation to issued invoices, some times over in one process, and then writes the same rows as the database alone would:
/// the first run is what a monthly job costs, the later ones what the code costs once it is compiled.
/// </summary>
internal static class RunCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        using var database = BenchDatabase.Create(Arguments.Text(arguments, "--store") ?? "sqlite", Arguments.Text(arguments, "--postgres") ?? Environment.GetEnvironmentVariable("PSA_TEST_POSTGRES"));
        var world = BenchWorld.Of(arguments);
        var rounds = Arguments.Number(arguments, "--rounds", 4);
        if (database.IsLasting)
        {
            await MeasuredRuns.SeedAsync(database.Seeded, arguments);
        }

        var runs = await MeasuredRuns.ByChildAsync(database.Seeded, [.. arguments, "--rounds", rounds.ToString(CultureInfo.InvariantCulture), "--limit"]);
        Console.WriteLine($"{world.Customers} customers with {world.Parts} parts each {database.Name}, {world.Age} months billed before ({database.Megabytes():0} MB)");
        Console.WriteLine("           calculate      issue    CPU time   documents   lines   lines/s   lines/CPU s   bytes/line   peak live   peak working set");
        foreach (var (run, place) in runs.Rounds.Select((run, place) => (run, place)))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(place == 0 ? "first" : "warm"),-5} {run.Calculate.Seconds,10:0.00} s {run.Issue.Seconds,8:0.00} s {run.Total.CpuSeconds,9:0.00} s {run.Documents,11} {run.Lines,7} {run.Lines / run.Total.Seconds,9:0} {run.Lines / run.Total.CpuSeconds,13:0} {run.AllocatedMegabytes * 1e6 / run.Lines,12:0} {run.PeakLiveMegabytes,8:0} MB {run.PeakWorkingSetMegabytes,15:0} MB"));
        }

        Report(database, runs);
        return 0;
    }

    private static void Report(BenchDatabase database, MeasuredRuns runs)
    {
        var (calculate, issue) = runs.Warm;
        var (warm, first) = (calculate + issue, runs.First.Total);
        Figure.Print($"run {database.Name}, {runs.First.Lines} lines on {runs.First.Documents} documents, warm: {warm.CpuSeconds:0.00} CPU s, {warm.Seconds:0.00} s, {runs.First.Lines / warm.CpuSeconds:0} lines a CPU second, {runs.WarmBytesALine:0} bytes a line");
        Figure.Print($"run {database.Name}, first of a process: {first.CpuSeconds:0.00} CPU s, {first.Seconds:0.00} s, {first.CpuSeconds / warm.CpuSeconds:0.0} times a warm one; peak working set {runs.PeakWorkingSetMegabytes:0} MB");
        Figure.Print($"issue {database.Name}, warm: {issue.CpuSeconds:0.00} CPU s, {runs.First.Documents / issue.CpuSeconds:0} documents a CPU second");
        if (runs.Limit is { } limit)
        {
            // a server's work isn't in the CPU time of this process, and both wait for it alike
            var isServer = BenchDatabase.IsServer(database.Seeded);
            var (raw, all, cold) = isServer ? (limit.Insert.Seconds, warm.Seconds, first.Seconds) : (limit.Insert.CpuSeconds, warm.CpuSeconds, first.CpuSeconds);
            var (rawIssue, ourIssue) = isServer ? (limit.Issue.Seconds, issue.Seconds) : (limit.Issue.CpuSeconds, issue.CpuSeconds);
            Figure.Print($"raw inserts {database.Name} of the same {limit.Rows} rows: {raw:0.00} {(isServer ? "s" : "CPU s")}; raw/run {raw / all:0.00} warm, {raw / cold:0.00} first; raw update of what issue sets {rawIssue:0.00}, raw/issue {rawIssue / ourIssue:0.00}");
        }
    }
}

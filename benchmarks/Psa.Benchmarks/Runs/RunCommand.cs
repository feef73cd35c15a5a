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
        await MeasureAsync(arguments);
        return Ratios.Print();
    }

    internal static async Task MeasureAsync(string[] arguments)
    {
        using var database = BenchDatabase.Of(arguments);
        var world = BenchWorld.Of(arguments);
        var rounds = Arguments.Number(arguments, "--rounds", 4);
        if (database.IsLasting)
        {
            await MeasuredRuns.SeedAsync(database.Seeded, arguments);
        }

        var runs = await MeasuredRuns.ByChildAsync(database.Seeded, [.. arguments, "--rounds", rounds.ToString(CultureInfo.InvariantCulture), "--limit"]);
        Console.WriteLine($"{world.Customers} customers with {world.Parts} parts each {database.Name}, {world.Age} months billed before ({database.Megabytes():0} MB)");
        Console.WriteLine("           calculate      issue    CPU time   compiling   documents   lines   lines/s   lines/CPU s   bytes/line   peak live   peak working set");
        foreach (var (run, place) in runs.Rounds.Select((run, place) => (run, place)))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(place == 0 ? "first" : "warm"),-5} {run.Calculate.Seconds,10:0.00} s {run.Issue.Seconds,8:0.00} s {run.Total.CpuSeconds,9:0.00} s {run.CompilingSeconds,9:0.00} s {run.Documents,11} {run.Lines,7} {run.Lines / run.Total.Seconds,9:0} {run.Lines / run.Total.CpuSeconds,13:0} {run.AllocatedMegabytes * 1e6 / run.Lines,12:0} {run.PeakLiveMegabytes,8:0} MB {run.PeakWorkingSetMegabytes,15:0} MB"));
        }

        Report(database, runs);
    }

    private static void Report(BenchDatabase database, MeasuredRuns runs)
    {
        var (calculate, issue) = runs.Warm;
        var (warm, first) = (calculate + issue, runs.First.Total);
        Figure.Print($"run {database.Name}, {runs.First.Lines} lines on {runs.First.Documents} documents, warm: {warm.CpuSeconds:0.00} CPU s, {warm.Seconds:0.00} s, {runs.First.Lines / warm.CpuSeconds:0} lines a CPU second, {runs.WarmBytesALine:0} bytes a line");
        Figure.Print($"run {database.Name}, first of a process: {first.CpuSeconds:0.00} CPU s, {first.Seconds:0.00} s, {first.CpuSeconds / warm.CpuSeconds:0.0} times a warm one, {runs.First.CompiledMethods} methods compiled in {runs.First.CompilingSeconds:0.0} s; peak working set {runs.PeakWorkingSetMegabytes:0} MB");
        Figure.Print($"issue {database.Name}, warm: {issue.CpuSeconds:0.00} CPU s, {runs.First.Documents / issue.CpuSeconds:0} documents a CPU second");
        if (!database.IsLasting)
        {
            Ratios.AtLeast("run in memory, warm, lines a CPU second", runs.First.Lines / warm.CpuSeconds, 150_000);
            Ratios.AtMost("run in memory, warm, bytes allocated a line", runs.WarmBytesALine, 2_500);
        }

        if (runs.Limit is { } limit)
        {
            Report(database, limit, warm, first, issue, runs);
        }
    }

    // a server's work isn't in the CPU time of this process, and both wait for it alike
    private static void Report(BenchDatabase database, RawFigures limit, Cost warm, Cost first, Cost issue, MeasuredRuns runs)
    {
        var isServer = BenchDatabase.IsServer(database.Seeded);
        var (unit, raw, all, cold, rawIssue, ourIssue) = isServer
            ? ("s", limit.Insert.Seconds, warm.Seconds, first.Seconds, limit.Issue.Seconds, issue.Seconds)
            : ("CPU s", limit.Insert.CpuSeconds, warm.CpuSeconds, first.CpuSeconds, limit.Issue.CpuSeconds, issue.CpuSeconds);
        Figure.Print($"raw inserts {database.Name} of the same {limit.Rows} rows: {raw:0.00} {unit}; raw/run {raw / all:0.00} warm, {raw / cold:0.00} first; raw update of what issue sets {rawIssue:0.00}, raw/issue {rawIssue / ourIssue:0.00}");
        if (isServer)
        {
            Ratios.AtLeast("one COPY of the same rows / whole run on PostgreSQL, warm", raw / all, 0.35);
            return;
        }

        Ratios.AtLeast("raw inserts / whole run on SQLite, warm, CPU", raw / all, 0.45);
        Ratios.AtLeast("raw inserts / first run of a process on SQLite, CPU", raw / cold, 0.2);
        Ratios.AtMost("first run of a process / warm run on SQLite, CPU", cold / all, 2.5);
        Ratios.AtLeast("whole run on SQLite, warm, lines a CPU second", runs.First.Lines / all, 30_000);
        Ratios.AtLeast("issue on SQLite, warm, documents a CPU second", runs.First.Documents / ourIssue, 20_000);
    }
}

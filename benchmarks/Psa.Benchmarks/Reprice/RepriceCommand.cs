using System.Diagnostics;
using System.Text.Json;
using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks.Reprice;

/// <summary>Prices open draft invoices anew after one change of the price list: how long it takes and in how much memory, and that a killed process loses nothing and does nothing twice.</summary>
internal static class RepriceCommand
{
    private const double MostTime = 1.25;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var drafts = Arguments.Number(arguments, "--drafts", 10_000);
        using var folder = new TemporaryFolder();
        var few = await MeasureAsync(folder, drafts / 10);
        var many = await MeasureAsync(folder, drafts);
        var (before, resumed, checkpoint) = await KillAsync(folder, drafts, many);
        Figure.Print($"{drafts} open draft invoices priced anew after one change of their list, on SQLite: {many.Seconds:0.0} s, {drafts / many.Seconds:0} documents a second, peak working set {many.PeakMegabytes:0} MB");
        Figure.Print($"killed behind {before} of {drafts} documents and resumed: {resumed.Documents} priced anew in all, {checkpoint}");
        Ratios.AtMost($"time a document of {drafts} drafts, times that of {drafts / 10}", many.Seconds / drafts / (few.Seconds / (drafts / 10)), MostTime);
        Ratios.AtMost($"peak working set of {drafts} drafts, times that of {drafts / 10}", many.PeakMegabytes / few.PeakMegabytes, MostTime);
        return resumed.Total == many.Total && resumed.Documents == drafts && many.Documents == drafts && few.Documents == drafts / 10 ? Ratios.Print() : 1;
    }

    private static async Task<Repriced> MeasureAsync(TemporaryFolder folder, int drafts)
    {
        await ChildAsync(RepriceChild.Seed, SeededIn(folder, drafts), drafts.ToString(CultureInfo.InvariantCulture));
        var copy = folder.File("measured.db");
        File.Copy(SeededIn(folder, drafts), copy, overwrite: true);
        return JsonSerializer.Deserialize<Repriced>(await ChildAsync(RepriceChild.Change, copy))!;
    }

    // a change in a process that is killed in its midst, and another process that goes on
    private static async Task<(long Before, Repriced Resumed, string Outcome)> KillAsync(TemporaryFolder folder, int drafts, Repriced whole)
    {
        var copy = folder.File("killed.db");
        File.Copy(SeededIn(folder, drafts), copy, overwrite: true);
        using (var child = Start(RepriceChild.Change, copy))
        {
            await Task.Delay(TimeSpan.FromSeconds((whole.Seconds / 2) + whole.StartSeconds));
            child.Kill();
            await child.WaitForExitAsync();
        }

        var before = JsonSerializer.Deserialize<Repriced>(await ChildAsync(RepriceChild.Look, copy))!.Documents;
        var resumed = JsonSerializer.Deserialize<Repriced>(await ChildAsync(RepriceChild.Resume, copy))!;
        return (before, resumed, resumed.Total == whole.Total ? "to the same amounts" : "to OTHER amounts");
    }

    private static string SeededIn(TemporaryFolder folder, int drafts) => folder.File(FormattableString.Invariant($"{drafts}.db"));

    private static async Task<string> ChildAsync(params string[] arguments)
    {
        using var child = Start(arguments);
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? output : throw new InvalidOperationException($"The child process for '{arguments[0]}' failed.");
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
}

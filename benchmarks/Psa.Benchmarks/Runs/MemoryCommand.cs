using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>Shows that the memory of a run doesn't grow with the number of customers: each size is billed in a process of its own.</summary>
internal static class MemoryCommand
{
    private const double MostAllowed = 1.5;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        int[] sizes = [Arguments.Number(arguments, "--small", 2_000), Arguments.Number(arguments, "--medium", 10_000), Arguments.Number(arguments, "--large", 50_000)];
        using var folder = new TemporaryFolder();
        var runs = new List<Measured>();
        Console.WriteLine("  customers     time   lines/s   peak live   peak managed   peak working set   ratio to the first");
        foreach (var size in sizes)
        {
            var file = folder.File($"{size}.db");
            await Measured.ByChildAsync(Child.Seed, file, size.ToString(CultureInfo.InvariantCulture));
            var run = (await Measured.ByChildAsync(Child.Bill, file))!;
            File.Delete(file);
            runs.Add(run);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {size,9} {run.Seconds,6:0.00} s {run.Lines / run.Seconds,9:0} {run.PeakLiveMegabytes,8:0} MB {run.PeakManagedMegabytes,11:0} MB {run.PeakWorkingSetMegabytes,15:0} MB {run.PeakWorkingSetMegabytes / runs[0].PeakWorkingSetMegabytes,20:0.00}"));
        }

        Figure.Print($"runs of {string.Join(", ", sizes)} customers: peak working set {string.Join(", ", runs.Select(run => $"{run.PeakWorkingSetMegabytes:0}"))} MB, live objects at most {string.Join(", ", runs.Select(run => $"{run.PeakLiveMegabytes:0}"))} MB");
        return runs[^1].PeakWorkingSetMegabytes <= MostAllowed * runs[0].PeakWorkingSetMegabytes ? 0 : 1;
    }
}

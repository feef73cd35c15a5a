using System.Diagnostics;
using System.Text.Json;
using Psa.Benchmarks.Runs;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Benchmarks;

/// <summary>The steps of a run, each in a process of its own: seeding isn't measured and must leave no trace in the memory of what is.</summary>
internal static class Child
{
    internal const string Seed = "seed-child";
    internal const string Bill = "bill-child";

    private const int WorldSeed = 20260301;

    private static readonly LocalDate Through = new(2026, 3, 31);

    internal static async Task<int> SeedAsync(string file, int customers)
    {
        await using var store = new BenchStore(file);
        await store.SeedAsync(GeneratedWorld.Create(customers, WorldSeed), Through);
        return 0;
    }

    /// <summary>Plans, calculates and issues March, and prints the figures.</summary>
    internal static async Task<int> BillAsync(string file)
    {
        await using var store = new BenchStore(file);
        using var process = Process.GetCurrentProcess();
        var run = await store.PlanAsync(Through);
        using var peaks = new MemoryPeaks();
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        run = await store.Runs.CalculateAsync(BenchStore.Actor, run.Id);
        var calculated = Stopwatch.GetElapsedTime(start);
        run = await store.Runs.IssueAsync(BenchStore.Actor, run.Id);
        var issued = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new Measured
        {
            Customers = run.Counts.Customers,
            Lines = run.Counts.Lines,
            Documents = run.IssuedDocuments,
            CalculateSeconds = calculated.TotalSeconds,
            IssueSeconds = (issued - calculated).TotalSeconds,
            CpuSeconds = (process.TotalProcessorTime - cpu).TotalSeconds,
            AllocatedMegabytes = (GC.GetTotalAllocatedBytes() - allocated) / 1e6,
            PeakManagedMegabytes = peaks.ManagedMegabytes,
            PeakLiveMegabytes = peaks.LiveMegabytes,
            PeakWorkingSetMegabytes = process.PeakWorkingSet64 / 1e6,
        }));
        return 0;
    }
}

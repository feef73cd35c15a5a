using System.Runtime;
using System.Text.Json;
using Psa.Benchmarks.Runs;
using Psa.Runs;

namespace Psa.Benchmarks;

/// <summary>The steps of a measurement, each in a process of its own: seeding isn't measured and must leave no trace in the memory of what is.</summary>
internal static class Child
{
    internal const string Seed = "seed-child";
    internal const string Bill = "bill-child";

    internal static async Task<int> SeedAsync(string database, string[] arguments)
    {
        await using var store = new BenchStore(database);
        await BenchWorld.Of(arguments).SeedAsync(store);
        return 0;
    }

    /// <summary>Plans, calculates and issues March, round after round in this one process, each on a fresh copy, and prints the figures; then does what the database alone would.</summary>
    internal static async Task<int> BillAsync(string seeded, string[] arguments)
    {
        var (world, workers) = (BenchWorld.Of(arguments), Arguments.Number(arguments, "--workers", 1));
        using var database = BenchDatabase.Of(seeded);
        var rounds = new List<Measured>();
        var billed = string.Empty;
        for (var round = Arguments.Number(arguments, "--rounds", 1); round > 0; round--)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            billed = database.Copy();
            rounds.Add(await BillAsync(database, billed, world, workers));
        }

        RawFigures? limit = null;
        if (arguments.Contains("--limit", StringComparer.Ordinal))
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            limit = RawFigures.Measure(seeded, billed, RawFigures.CopyOf(billed), commits: (world.Customers + 499) / 500);
        }

        Console.WriteLine(JsonSerializer.Serialize(new MeasuredRuns(rounds, limit)));
        return 0;
    }

    private static async Task<Measured> BillAsync(BenchDatabase database, string copy, BenchWorld world, int workers)
    {
        await using var store = new BenchStore(copy);
        if (!database.IsLasting)
        {
            await world.SeedAsync(store);
        }

        GC.Collect();
        var options = new BillingRunOptions { Parallelism = workers };
        var run = await store.PlanAsync(BenchWorld.Through);
        using var peaks = new MemoryPeaks();
        var (allocated, methods, compiling) = (GC.GetTotalAllocatedBytes(), JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime());
        var calculate = await Cost.OfAsync(async () => run = await store.Runs.CalculateAsync(BenchStore.Actor, run.Id, options));
        var issue = await Cost.OfAsync(async () => run = await store.Runs.IssueAsync(BenchStore.Actor, run.Id));
        return new()
        {
            Customers = run.Counts.Customers,
            Lines = run.Counts.Lines,
            Documents = run.IssuedDocuments,
            Calculate = calculate,
            Issue = issue,
            CompiledMethods = JitInfo.GetCompiledMethodCount() - methods,
            CompilingSeconds = (JitInfo.GetCompilationTime() - compiling).TotalSeconds,
            AllocatedMegabytes = (GC.GetTotalAllocatedBytes() - allocated) / 1e6,
            PeakManagedMegabytes = peaks.ManagedMegabytes,
            PeakLiveMegabytes = peaks.LiveMegabytes,
            PeakWorkingSetMegabytes = peaks.WorkingSetMegabytes,
        };
    }
}

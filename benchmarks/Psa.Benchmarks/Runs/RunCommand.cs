using Psa.Benchmarks.Runs;

namespace Psa.Benchmarks;

/// <summary>Bills a generated world of four parts a customer on an SQLite file or on PostgreSQL, from calculation to issued invoices, some times over.</summary>
internal static class RunCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        var customers = Arguments.Number(arguments, "--customers", 10_000);
        var rounds = Arguments.Number(arguments, "--rounds", 3);
        using var database = BenchDatabase.Open(Arguments.Text(arguments, "--postgres"));
        await Measured.ByChildAsync(Child.Seed, database.Seeded, customers.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine($"{customers} customers with 4 parts each, seeded ({database.Megabytes():0} MB, not measured)");
        Console.WriteLine("  calculate    issue    total   CPU time   documents    lines   lines/s   lines/CPU s   allocated   peak live   peak managed   peak working set");
        var runs = new List<Measured>();
        for (var round = 0; round < rounds; round++)
        {
            var run = (await Measured.ByChildAsync(Child.Bill, database.Copy()))!;
            runs.Add(run);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {run.CalculateSeconds,7:0.00} s {run.IssueSeconds,6:0.00} s {run.Seconds,6:0.00} s {run.CpuSeconds,8:0.00} s {run.Documents,11} {run.Lines,8} {run.Lines / run.Seconds,9:0} {run.Lines / run.CpuSeconds,13:0} {run.AllocatedMegabytes,8:0} MB {run.PeakLiveMegabytes,8:0} MB {run.PeakManagedMegabytes,11:0} MB {run.PeakWorkingSetMegabytes,15:0} MB"));
        }

        Figure.Print($"{customers} customers on {database.Name}, {runs[0].Lines} lines on {runs[0].Documents} documents: {Figure.Range(runs.Select(run => run.Seconds), "0.0")} s, {Figure.Range(runs.Select(run => run.Lines / run.Seconds), "0")} lines/s, {Figure.Range(runs.Select(run => run.PeakWorkingSetMegabytes), "0")} MB working set");
        return 0;
    }
}

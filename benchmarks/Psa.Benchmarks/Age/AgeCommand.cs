using System.Diagnostics;
using Psa.Benchmarks.Age;
using Psa.Benchmarks.Runs;
using Psa.Charges;
using Psa.SalesItems;

namespace Psa.Benchmarks;

/// <summary>Shows that the next month costs the same however old a contract is and however much was billed for it before.</summary>
internal static class AgeCommand
{
    private const int Parts = 500;
    private const int Calls = 4;
    private const int Customers = 200;
    private const int PartsOfCustomer = 4;
    private const double MostAllowed = 1.1;

    private static readonly int[] Ages = [0, 12, 36, 120];

    internal static async Task<int> RunAsync()
    {
        MeasureEngine();
        await MeasureStoreAsync();
        return Ratios.Print();
    }

    /// <summary>The pure engine: facts and ledger in, items out.</summary>
    internal static void MeasureEngine()
    {
        var context = AgedPart.Context(AgedPart.LastMonth);
        var aged = Array.ConvertAll(Ages, months => AgedPart.Create(Parts, months));
        foreach (var part in aged.SelectMany(parts => parts))
        {
            if (PartBilling.Bill(part, context).Items.Count != 1)
            {
                throw new InvalidOperationException("Each part has exactly one month to bill.");
            }
        }

        var medians = Rounds.Medians(warmUp: 50, rounds: 201, Array.ConvertAll(aged, parts => (Action)(() => BillAll(parts, context))));
        Report("one part, engine alone (PartBilling.Bill)", medians, Parts * Calls, 1e6, "ns");
    }

    /// <summary>The whole run on a file that holds everything that was ever billed.</summary>
    private static async Task MeasureStoreAsync()
    {
        const int warmUp = 2, rounds = 11;
        using var folder = new TemporaryFolder();
        var files = new string[Ages.Length];
        for (var i = 0; i < Ages.Length; i++)
        {
            files[i] = folder.File($"{Ages[i]}.db");
            await AgedStore.CreateAsync(files[i], Customers, PartsOfCustomer, Ages[i]);
        }

        var calculate = Array.ConvertAll(files, _ => new double[rounds]);
        var issue = Array.ConvertAll(files, _ => new double[rounds]);
        for (var round = -warmUp; round < rounds; round++)
        {
            for (var i = 0; i < files.Length; i++)
            {
                var (calculated, issued) = await BillLastMonthAsync(files[i], folder.File("round.db"));
                if (round >= 0)
                {
                    (calculate[i][round], issue[i][round]) = (calculated, issued);
                }
            }
        }

        var file = string.Join(", ", files.Select(name => $"{new FileInfo(name).Length / 1e6:0} MB"));
        Console.WriteLine($"{Customers} customers with {PartsOfCustomer} parts in SQLite, all months stored (files of {file}):");
        Report("one part, calculation with all reads and writes", Array.ConvertAll(calculate, Rounds.Median), Customers * PartsOfCustomer, 1e3, "µs");
        Report("one part, issue with all reads and writes", Array.ConvertAll(issue, Rounds.Median), Customers * PartsOfCustomer, 1e3, "µs");
    }

    private static async Task<(double Calculate, double Issue)> BillLastMonthAsync(string file, string copy)
    {
        File.Copy(file, copy, overwrite: true);
        try
        {
            await using var store = new BenchStore(copy);
            var run = await store.PlanAsync(AgedPart.LastMonth.PlusMonths(1).PlusDays(-1));
            var start = Stopwatch.GetTimestamp();
            run = await store.Runs.CalculateAsync(BenchStore.Actor, run.Id);
            var calculated = Stopwatch.GetElapsedTime(start);
            run = await store.Runs.IssueAsync(BenchStore.Actor, run.Id);
            var issued = Stopwatch.GetElapsedTime(start);
            return run.IssuedDocuments == Customers && run.Counts.Lines == Customers * PartsOfCustomer
                ? (calculated.TotalMilliseconds, (issued - calculated).TotalMilliseconds)
                : throw new InvalidOperationException("Each customer gets one invoice of four lines.");
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>Prints a row an age.</summary>
    private static void Report(string what, double[] milliseconds, int count, double unitsOfMillisecond, string unit)
    {
        Console.WriteLine(what);
        Console.WriteLine("  months old       median   ratio to 0");
        for (var i = 0; i < Ages.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Ages[i],10}  {milliseconds[i] * unitsOfMillisecond / count,8:0.0} {unit}  {milliseconds[i] / milliseconds[0],10:0.00}"));
        }

        var ratios = string.Join(", ", milliseconds.Select(one => (one / milliseconds[0]).ToString("0.00", CultureInfo.InvariantCulture)));
        Figure.Print($"{what}: {milliseconds[0] * unitsOfMillisecond / count:0.0} {unit}; contracts of {string.Join(", ", Ages)} months {ratios} times as long");
        Ratios.AtMost($"{what}: a contract of {Ages[^1]} months, times a new one", milliseconds[^1] / milliseconds[0], MostAllowed);
    }

    private static void BillAll(PartFacts[] parts, BillingContext context)
    {
        for (var call = 0; call < Calls; call++)
        {
            foreach (var part in parts)
            {
                _ = PartBilling.Bill(part, context);
            }
        }
    }
}

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
    private const double MostAllowed = 1.2;

    private static readonly int[] Ages = [0, 12, 36, 120];

    internal static async Task<int> RunAsync() => Math.Max(Engine(), await StoreAsync());

    /// <summary>The pure engine: facts and ledger in, items out.</summary>
    private static int Engine()
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
        return Report("one part, engine alone (PartBilling.Bill)", medians, Parts * Calls, 1e6, "ns");
    }

    /// <summary>The whole run on a file that holds everything that was ever billed.</summary>
    private static async Task<int> StoreAsync()
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
        return Math.Max(
            Report("one part, calculation with all reads and writes", Array.ConvertAll(calculate, Rounds.Median), Customers * PartsOfCustomer, 1e3, "µs"),
            Report("one part, issue with all reads and writes", Array.ConvertAll(issue, Rounds.Median), Customers * PartsOfCustomer, 1e3, "µs"));
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
    /// <returns>The exit code: 1 when an older contract costs too much.</returns>
    private static int Report(string what, double[] milliseconds, int count, double unitsOfMillisecond, string unit)
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
        return milliseconds.Max() <= MostAllowed * milliseconds[0] ? 0 : 1;
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

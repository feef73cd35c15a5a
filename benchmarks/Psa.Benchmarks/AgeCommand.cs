using System.Globalization;
using Psa.Benchmarks.Age;
using Psa.Billing;

namespace Psa.Benchmarks;

/// <summary>Shows that the next month costs the same however old a contract is and however much was billed for it before.</summary>
internal static class AgeCommand
{
    internal static readonly int[] Ages = [0, 12, 36, 120];

    private const int Parts = 500;
    private const int Calls = 4;
    private const double MostAllowed = 1.2;

    internal static int Run()
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

        var medians = Rounds.Medians(50, 201, Array.ConvertAll(aged, parts => (Action)(() => BillAll(parts, context))));
        return Report("engine (PartBilling.Bill), a part", medians, Parts * Calls, 1e6, "ns");
    }

    /// <summary>Prints a row an age.</summary>
    /// <returns>The exit code: 1 when an older contract costs too much.</returns>
    internal static int Report(string what, double[] milliseconds, int count, double unitsOfMillisecond, string unit)
    {
        Console.WriteLine(what);
        Console.WriteLine("  months old      median   ratio to 0");
        for (var i = 0; i < Ages.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Ages[i],10}  {milliseconds[i] * unitsOfMillisecond / count,7:0.0} {unit}  {milliseconds[i] / milliseconds[0],10:0.00}"));
        }

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

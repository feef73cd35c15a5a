namespace Psa.Benchmarks.Micro;

/// <summary>
/// Measures the charge against the plain loop over decimals and against bare integers, all in turn in one process, so that what disturbs the machine disturbs all of them alike.
/// Fails when one allocates that may not.
/// </summary>
internal static class ChargeCommand
{
    private const int Calls = 60;
    private const int WarmUpRounds = 400;
    private const int CountedRounds = 1_000;
    private const double MostOfLoop = 0.5;
    private const double MostOfLoopInEngine = 0.3;
    private const double MostOfIntegersInEngine = 10;

    internal static int Run()
    {
        var isBroken = Measure();
        return Ratios.Print() | (isBroken ? 1 : 0);
    }

    /// <summary>Prints all figures.</summary>
    /// <returns>Whether one allocates that may not.</returns>
    internal static bool Measure()
    {
        var charges = new ChargeBenchmarks();
        charges.Setup();
        IReadOnlyList<Row> one =
        [
            new("loop over decimals", () => charges.OneTermByDecimals()),
            new("bare integers", () => charges.OneTermByIntegers()),
            new("public, from decimals and dates", () => charges.OneTermProrated(), MostOfLoop),
            new("engine, from prices and dates", () => charges.OneTerm()),
            new("engine, from amounts and dates", () => charges.OneTermOfAmounts()),
            new("engine, from amounts and day numbers", () => charges.OneTermOfMeter(), MostOfLoopInEngine, MostOfIntegersInEngine),
            new("engine, with the slot of a day", () => charges.OneTermWithSlot()),
            new("engine, with the records of the result", () => charges.OneTermWithResult(), MayAllocate: true),
        ];
        IReadOnlyList<Row> two =
        [
            new("loop over decimals", () => charges.TwoTermsByDecimals()),
            new("bare integers", () => charges.TwoTermsByIntegers()),
            new("public, from decimals and dates", () => charges.TwoTermsProrated(), MostOfLoop),
            new("engine, from prices and dates", () => charges.TwoTerms()),
            new("engine, from amounts and dates", () => charges.TwoTermsOfAmounts()),
            new("engine, from amounts and day numbers", () => charges.TwoTermsOfMeter(), MostOfLoopInEngine, MostOfIntegersInEngine),
            new("engine, with the records of the result", () => charges.TwoTermsWithResult(), MayAllocate: true),
        ];
        var medians = Rounds.Medians(WarmUpRounds, CountedRounds, [.. one.Concat(two).Select(row => (Action)(() => Repeat(row.Work)))]);
        return Print("1 term", one, medians.AsSpan(0, one.Count)) | Print("2 terms", two, medians.AsSpan(one.Count));
    }

    private static void Repeat(Action work)
    {
        for (var i = 0; i < Calls; i++)
        {
            work();
        }
    }

    private static bool Print(string group, IReadOnlyList<Row> rows, ReadOnlySpan<double> milliseconds)
    {
        var broken = false;
        for (var i = 0; i < rows.Count; i++)
        {
            var (time, bytes) = (milliseconds[i], BytesOf(rows[i].Work));
            Figure.Print($"{group}: {rows[i].Name}: {time * 1e6 / (Calls * ChargeBenchmarks.Cases):0.0} ns, {time / milliseconds[0]:0.00} times the loop over decimals, {time / milliseconds[1]:0.0} times bare integers, {bytes} B");
            if (rows[i].MostOfLoop is { } mostOfLoop)
            {
                Ratios.AtMost($"charge, {group}: {rows[i].Name} / loop over decimals", time / milliseconds[0], mostOfLoop);
            }

            if (rows[i].MostOfIntegers is { } mostOfIntegers)
            {
                Ratios.AtMost($"charge, {group}: {rows[i].Name} / bare integers", time / milliseconds[1], mostOfIntegers);
            }

            broken |= bytes > 0 && !rows[i].MayAllocate;
        }

        return broken;
    }

    private static long BytesOf(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(work);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (Calls * ChargeBenchmarks.Cases);
    }

    private sealed record Row(string Name, Action Work, double? MostOfLoop = null, double? MostOfIntegers = null, bool MayAllocate = false);
}

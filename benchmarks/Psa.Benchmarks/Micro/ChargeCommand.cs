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
            new("public: PriceOf and Prorate, from decimals and dates", () => charges.OneTermPublic()),
            new("engine: from price, quantity and dates", () => charges.OneTerm()),
            new("engine: the same, from amounts", () => charges.OneTermInEngine()),
            new("engine: the price alone", () => charges.OnePrice()),
            new("engine: the meter alone", () => charges.OneMeter()),
            new("engine: from amounts, the meter made", () => charges.OneTermOfMeter()),
            new("engine: with the slot of a day", () => charges.OneTermWithSlot()),
            new("engine: with the records of the result", () => charges.OneTermWithResult(), MayAllocate: true),
        ];
        IReadOnlyList<Row> two =
        [
            new("loop over decimals", () => charges.TwoTermsByDecimals()),
            new("bare integers", () => charges.TwoTermsByIntegers()),
            new("public: PriceOf and Prorate, from decimals and dates", () => charges.TwoTermsPublic()),
            new("engine: from price, quantity and dates", () => charges.TwoTerms()),
            new("engine: the same, from amounts", () => charges.TwoTermsInEngine()),
            new("engine: from amounts, the meter made", () => charges.TwoTermsOfMeter()),
            new("engine: with the records of the result", () => charges.TwoTermsWithResult(), MayAllocate: true),
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
            Figure.Print($"{group}, {rows[i].Name}: {time * 1e6 / (Calls * ChargeBenchmarks.Cases):0.0} ns, {time / milliseconds[0]:0.00} × the loop over decimals, {time / milliseconds[1]:0.0} × bare integers, {bytes} B");
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

    private sealed record Row(string Name, Action Work, bool MayAllocate = false);
}

namespace Psa.Benchmarks;

/// <summary>The figures that are to be held, as ratios within one run where a machine's speed would count; printed as one table at the end.</summary>
internal static class Ratios
{
    private static readonly List<Ratio> Measured = [];

    internal static void AtMost(string what, double value, double most) => Measured.Add(new(what, value, most, IsMost: true));

    internal static void AtLeast(string what, double value, double least) => Measured.Add(new(what, value, least, IsMost: false));

    /// <summary>Prints the table.</summary>
    /// <returns>The exit code: 1 when one fell short.</returns>
    internal static int Print()
    {
        if (Measured.Count == 0)
        {
            return 0;
        }

        Console.WriteLine();
        Console.WriteLine($"  {"what",-76} {"measured",12} {"to be",12}");
        foreach (var one in Measured)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {one.What,-76} {Text(one.Value),12} {(one.IsMost ? "<= " : ">= ") + Text(one.Target),12}{(one.Holds ? string.Empty : "  fell short")}"));
        }

        return Measured.TrueForAll(one => one.Holds) ? 0 : 1;
    }

    private static string Text(double value) => value.ToString(value >= 100 ? "# ##0" : "0.00", CultureInfo.InvariantCulture);

    private sealed record Ratio(string What, double Value, double Target, bool IsMost)
    {
        internal bool Holds => IsMost ? Value <= Target : Value >= Target;
    }
}

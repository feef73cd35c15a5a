namespace Psa.Benchmarks;

/// <summary>Says a result in one line, which <c>eng/deep.sh</c> repeats.</summary>
internal static class Figure
{
    internal static void Print(FormattableString text) => Console.WriteLine("figure: " + FormattableString.Invariant(text));

    /// <summary>Gives the least and the most of several rounds.</summary>
    internal static string Range(IEnumerable<double> values, string format)
    {
        var ordered = values.Order().Select(value => value.ToString(format, CultureInfo.InvariantCulture)).ToList();
        return ordered[0] == ordered[^1] ? ordered[0] : $"{ordered[0]}–{ordered[^1]}";
    }
}

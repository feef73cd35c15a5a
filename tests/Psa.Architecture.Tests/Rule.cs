namespace Psa.Architecture.Tests;

/// <summary>Says every break of a rule in full, a line each.</summary>
internal static class Rule
{
    internal static void Holds(IEnumerable<string?> breaks)
    {
        var all = breaks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();

        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}

namespace Psa.Architecture.Tests;

/// <summary>Finds what uses itself by way of others.</summary>
internal static class Circles
{
    /// <summary>Gives the uses that lie on a circle, or between two circles; none when there is no circle.</summary>
    internal static IEnumerable<string> In(IEnumerable<(string From, string To)> uses)
    {
        var left = uses.Where(use => use.From != use.To).Distinct().ToArray();
        while (true)
        {
            // what uses nothing, or is used by nothing, lies on no circle
            var users = left.Select(use => use.From).ToHashSet(StringComparer.Ordinal);
            var used = left.Select(use => use.To).ToHashSet(StringComparer.Ordinal);
            var inner = left.Where(use => users.Contains(use.To) && used.Contains(use.From)).ToArray();
            if (inner.Length == left.Length)
            {
                return left.Select(use => $"{use.From} → {use.To}").Order(StringComparer.Ordinal);
            }

            left = inner;
        }
    }
}

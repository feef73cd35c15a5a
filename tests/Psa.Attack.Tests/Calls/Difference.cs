namespace Psa.Attack.Tests.Calls;

/// <summary>Says in what two lists of changes differ.</summary>
internal static class Difference
{
    private const int MostLines = 2;
    private const int MostCharacters = 220;

    public static string? Of(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        var (missing, surplus) = (Without(expected, found), Without(found, expected));
        return missing.Count + surplus.Count == 0
            ? null
            : string.Join(" ", missing.Take(MostLines).Select(static line => $"lacks [{Short(line)}]").Concat(surplus.Take(MostLines).Select(static line => $"has too much [{Short(line)}]")));
    }

    private static string Short(string line) => line.Length > MostCharacters ? line[..MostCharacters] + "…" : line;

    private static List<string> Without(IReadOnlyList<string> all, IReadOnlyList<string> others)
    {
        var left = all.ToList();
        foreach (var other in others)
        {
            left.Remove(other);
        }

        return left;
    }
}

namespace Psa.Attack.Tests.Calls;

/// <summary>Says in what two lists of changes differ.</summary>
internal static class Difference
{
    private const int MostLines = 2;
    private const int MostCharacters = 160;
    private const int Before = 20;
    private const int Kind = 70;

    public static string? Of(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        var (missing, surplus) = (Without(expected, found), Without(found, expected));
        return (missing.Count, surplus.Count) switch
        {
            (0, 0) => null,
            (1, 1) => Between(missing[0], surplus[0]),
            _ => string.Join(" ", missing.Take(MostLines).Select(static line => $"lacks [{Short(line)}]").Concat(surplus.Take(MostLines).Select(static line => $"has too much [{Short(line)}]"))),
        };
    }

    // of two long lines, where they part
    private static string Between(string expected, string found)
    {
        var at = Math.Max(0, expected.Zip(found).TakeWhile(static pair => pair.First == pair.Second).Count() - Before);
        return $"of [{expected[..Math.Min(Kind, expected.Length)]}…] has [{Short(found[at..])}] for [{Short(expected[at..])}]";
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

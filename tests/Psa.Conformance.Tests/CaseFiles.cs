using System.Text.Json;
using Psa.Testing;

namespace Psa.Conformance.Tests;

/// <summary>Reads the cases of other systems.</summary>
internal static class CaseFiles
{
    private static readonly (string Name, int Cases)[] Files =
    [
        ("killbill.json", 232), ("killbill_quirks.json", 33), ("lago.json", 125), ("saas_docs.json", 62), ("tryton_stock.json", 46), ("tryton_tax.json", 13),
    ];

    /// <summary>Whether these are the files whose counts are written down here: other files of the same shapes have others.</summary>
    public static bool AreTheListed => Array.TrueForAll(Files, file => All.Count(given => given.File == file.Name) == file.Cases);

    public static string? Folder { get; } = CaseFolder.Path;

    public static IReadOnlyList<Case> All { get; } = Folder is null ? [] : [.. Files.SelectMany(file => Read(Folder, file.Name))];

    private static IEnumerable<Case> Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(element => new Case(name, element.Clone()))];
    }
}

using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>Finds and reads the cases: <c>PSA_CASES</c>, else <c>../shared/cases</c> beside the repository.</summary>
internal static class CaseFiles
{
    private const string Variable = "PSA_CASES";

    private static readonly (string Name, int Cases)[] Files =
    [
        ("killbill.json", 232), ("killbill_quirks.json", 33), ("lago.json", 125), ("saas_docs.json", 62), ("tryton_stock.json", 46), ("tryton_tax.json", 13),
    ];

    /// <summary>Whether these are the files whose counts are written down here: other files of the same shapes have others.</summary>
    public static bool AreTheListed => Array.TrueForAll(Files, file => All.Count(given => given.File == file.Name) == file.Cases);

    public static string? Folder { get; } = FindFolder();

    public static IReadOnlyList<Case> All { get; } = Folder is null ? [] : [.. Files.SelectMany(file => Read(Folder, file.Name))];

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Psa.Sdk.sln")))
            {
                var cases = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "cases"));
                return Directory.Exists(cases) ? cases : null;
            }
        }

        return null;
    }

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

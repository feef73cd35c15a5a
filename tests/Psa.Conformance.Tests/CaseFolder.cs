using System.Text.Json;
using Psa.Testing;

namespace Psa.Conformance.Tests;

/// <summary>Finds and reads the cases: <c>PSA_CASES</c>, else <c>../shared/cases</c> beside the repository.</summary>
internal sealed record CaseFolder(string Path, bool IsNamed)
{
    public const string Variable = "PSA_CASES";

    /// <summary>What else lies among the cases, and where it is answered.</summary>
    public static readonly IReadOnlyDictionary<string, string> AnsweredElsewhere = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["README.md"] = "describes the files; holds no case",
        ["reported.md"] = "situations in words, which no adapter reads: they belong to the tests of the rule each concerns, in Psa.Domain.Tests and Psa.Samples.Tests; not counted here",
        ["vectors.json"] = "vectors of our own rules in words, no cases of another system: they belong to the tests of the rule they name, in Psa.Domain.Tests, as far as it is built; not counted here",
        ["wishes.md"] = "what a host wants to do: it asks for calls, not for figures; docs and samples show them",
    };

    private static readonly (string Name, int Cases)[] Files =
    [
        ("killbill.json", 232), ("killbill_quirks.json", 33), ("lago.json", 125), ("saas_docs.json", 62), ("tryton_stock.json", 46), ("tryton_tax.json", 13),
    ];

    /// <summary>The folder there is; <see langword="null"/> when none was named and none lies beside the repository.</summary>
    public static CaseFolder? Current { get; } = Find(Environment.GetEnvironmentVariable(Variable));

    public static IReadOnlyList<Case> All { get; } = Current?.Read() ?? [];

    /// <summary>Whether these are the files whose counts are written down here: other files of the same shapes have others.</summary>
    public static bool AreTheListed => Array.TrueForAll(Files, file => All.Count(given => given.File == file.Name) == file.Cases);

    /// <summary>Finds the folder: the one that was named, whether it is there or not; else the one beside the repository, if it is there.</summary>
    public static CaseFolder? Find(string? named)
    {
        if (named is { Length: > 0 })
        {
            return new(named, IsNamed: true);
        }

        return SharedCases.Beside is { } cases ? new(cases, IsNamed: false) : null;
    }

    /// <summary>Says what is wrong with the folder: missing, without a case, with a file that no adapter knows, or, when nobody named it, without one of ours.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Directory.Exists(Path))
        {
            return [$"{Path} isn't there: {Variable} must name a folder of cases."];
        }

        var unknown = Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry))
            .Where(name => !AnsweredElsewhere.ContainsKey(name) && !Array.Exists(Files, file => file.Name == name))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name}: no adapter knows this file. Write one, or say in {nameof(CaseFolder)} where it is answered.");
        var empty = Read().Count == 0 ? [$"{Path} holds no case: {Variable} must name a folder of cases."] : Array.Empty<string>();
        var missing = Files.Where(file => !IsNamed && !File.Exists(System.IO.Path.Combine(Path, file.Name))).Select(file => $"{file.Name} is missing: a folder of some files only must be named by {Variable}.");
        return [.. unknown, .. empty, .. missing];
    }

    public IReadOnlyList<Case> Read() => [.. Files.SelectMany(file => Read(System.IO.Path.Combine(Path, file.Name), file.Name))];

    private static IEnumerable<Case> Read(string path, string name)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(element => new Case(name, element.Clone()))];
    }
}

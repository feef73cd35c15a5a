using System.Text.RegularExpressions;
using Psa.Testing;

namespace Psa.Architecture.Tests;

/// <summary>The source files of the packages.</summary>
internal static partial class Sources
{
    internal static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. Shipped.Names
            .SelectMany(name => Directory.EnumerateFiles(Path.Combine(Approved.Root, "src", name), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Path.Combine(Approved.Root, "src"), path).Replace('\\', '/'))
            .Where(path => path.Split('/')[1] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Approved.Root, "src", path)))),
    ];

    private static readonly string[] Written = ["src", "tests", "samples", "benchmarks", "eng"];

    /// <summary>Gives the paths of all source files that are written by people: of packages, tests, samples, tools.</summary>
    internal static IEnumerable<string> Everywhere() => Written
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Approved.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(static path => !path.Split(Path.DirectorySeparatorChar).Any(static folder => folder is "bin" or "obj"));

    /// <summary>Gives the lines that break a rule, as "file:line text".</summary>
    internal static string[] Lines(this IEnumerable<SourceFile> files, Regex rule) =>
        [.. files.SelectMany(file => file.Code
            .Select((text, index) => (Text: text, Number: index + 1))
            .Where(line => rule.IsMatch(line.Text))
            .Select(line => $"{file.Path}:{line.Number} {line.Text.Trim()}"))];

    [GeneratedRegex(
        @"^(?<access>public|internal)(?: (?:sealed|static|abstract|partial|readonly|ref|unsafe))* (?:record struct|record|struct|class|interface|enum|delegate [\w<>?,. ]+) ?(?<name>[A-Za-z]\w*)(?<generic><[^>]+>)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    internal static partial Regex TypeDeclaration { get; }

    [GeneratedRegex("//.*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Comment { get; }
}

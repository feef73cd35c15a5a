using System.Text.RegularExpressions;
using Psa.Testing;

namespace Psa.Architecture.Tests;

public partial class TreeTests
{
    private static readonly string[] Texts = [".cs", ".md", ".csproj", ".props", ".targets", ".json", ".xml", ".sln", ".sh", ".yml", ".txt", ".editorconfig", string.Empty];

    private static readonly string[] Skipped = [".git", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "StrykerOutput", ".vs", ".idea"];

    [Fact]
    public void Nothing_mentions_the_folders_of_a_machine()
    {
        var hits = Files(new(Approved.Root))
            .SelectMany(file => File.ReadLines(file.FullName)
                .Where(line => MachinePath.IsMatch(line))
                .Select(line => $"{Path.GetRelativePath(Approved.Root, file.FullName)}: {line.Trim()}"));

        Rule.Holds(hits);
    }

    [Fact]
    public void No_test_is_switched_off()
    {
        var hits = Files(new(Path.Combine(Approved.Root, "tests")))
            .Where(file => file.Extension == ".cs")
            .SelectMany(file => File.ReadLines(file.FullName).Where(line => SwitchedOff.IsMatch(line)).Select(line => $"{file.Name}: {line.Trim()}"));

        Rule.Holds(hits);
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => Texts.Contains(file.Extension, StringComparer.Ordinal) && file.Name != ".git")
            .Concat(folder.EnumerateDirectories().Where(inner => !Skipped.Contains(inner.Name, StringComparer.Ordinal)).SelectMany(Files));

    [GeneratedRegex(@"(?<![\w.\]}*)~-])/(work|tmp|root|home|farm|Users)/[A-Za-z]|\b[A-Z]:\\(Users|src|work)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MachinePath { get; }

    [GeneratedRegex(@"\bSkip ?= ?""|Explicit ?= ?true", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SwitchedOff { get; }
}

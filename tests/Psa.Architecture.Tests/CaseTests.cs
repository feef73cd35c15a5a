using System.Text.Json;
using System.Text.RegularExpressions;
using Psa.Testing;

namespace Psa.Architecture.Tests;

/// <summary>
/// Each reported case and each vector has a test that names it: a case by the beginning of a test's name (<c>R08b_…</c>), a vector by the name (<c>Vector_header_percent_mixed_groups</c>)
/// or by <c>[Trait("vector", "header-percent-mixed-groups")]</c>. The files of reported cases are billed by the tests of the sample.
/// </summary>
public partial class CaseTests
{
    /// <summary>Rules of which nothing, or not what their vectors ask, is built.</summary>
    private static readonly string[] Unbuilt = [];

    private static readonly Lazy<(HashSet<string> Cases, HashSet<string> Vectors)> Tested = new(Read);

    [Fact]
    public void Each_reported_case_has_a_test()
    {
        var file = SharedCases.File("reported.md");
        Assert.SkipWhen(file is null, SharedCases.Missing);
        string[] ids = [.. ReportedCase().Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value)];

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains(id, Tested.Value.Cases));
    }

    [Fact]
    public void Each_vector_of_a_rule_that_is_built_has_a_test()
    {
        var built = Vectors().Where(vector => !vector.Rules.Intersect(Unbuilt, StringComparer.Ordinal).Any());

        Assert.All(built, vector => Assert.Contains(vector.Id, Tested.Value.Vectors));
    }

    [Fact]
    public void A_rule_whose_vectors_are_all_tested_is_built()
    {
        var vectors = Vectors();

        Assert.All(Unbuilt, rule => Assert.Contains(vectors, vector => vector.Rules.Contains(rule, StringComparer.Ordinal) && !Tested.Value.Vectors.Contains(vector.Id)));
    }

    private static (string Id, string[] Rules)[] Vectors()
    {
        var file = SharedCases.File("vectors.json");
        Assert.SkipWhen(file is null, SharedCases.Missing);
        using var vectors = JsonDocument.Parse(File.ReadAllText(file));
        return [.. vectors.RootElement.EnumerateArray().Select(vector => (vector.GetProperty("id").GetString()!, vector.GetProperty("rule").GetString()!.Split(", ")))];
    }

    private static (HashSet<string> Cases, HashSet<string> Vectors) Read()
    {
        var (cases, vectors) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Approved.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj", StringComparer.Ordinal)))
        {
            foreach (Match match in Test().Matches(File.ReadAllText(file)))
            {
                _ = match.Groups["case"] is { Success: true } reported
                    ? cases.Add(reported.Value.ToLowerInvariant())
                    : vectors.Add(match.Groups["trait"] is { Success: true } trait ? trait.Value : match.Groups["vector"].Value.Replace('_', '-'));
            }
        }

        return (cases, vectors);
    }

    [GeneratedRegex(@"^\| (?<id>r\d+[a-z]?) \|", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ReportedCase();

    [GeneratedRegex(
        @"^    public (static )?(async )?(Task|void) ((?<case>R\d+[a-z]?)_|Vector_(?<vector>\w+)\()|^    \[Trait\(""vector"", ""(?<trait>[^""]+)""\)\]",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Test();
}

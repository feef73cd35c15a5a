using System.Globalization;
using System.Text;
using System.Text.Json;
using Psa.Catalog;
using Psa.Testing;

namespace Psa.Conformance.Tests;

/// <summary>Every case of other systems, through the public API: it passes, deviates by a rule we name, or waits for a module we name.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private static readonly Lazy<Result[]> Results = new(() => [.. CaseFiles.All.Select(Result.Of)]);

    public static TheoryData<string, string> Categories()
    {
        var data = new TheoryData<string, string>();
        foreach (var (file, category) in CaseFiles.All.Select(given => (given.File, given.Category)).Distinct())
        {
            data.Add(file, category);
        }

        if (data.Count == 0)
        {
            data.Add("none", "none");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void Cases_pass_or_are_named(string file, string category)
    {
        Assert.SkipWhen(CaseFiles.Folder is null, CaseFolder.Missing);
        var results = Results.Value.Where(result => result.Given.File == file && result.Given.Category == category).ToArray();
        output.WriteLine(Line(file, category, results));
        foreach (var result in results.Where(result => result.Verdict.Outcome == Outcome.Failed))
        {
            output.WriteLine($"{(result.Deviation is null ? "FAILED" : "deviates by " + result.Deviation.Rule)}: {result.Given.Id}: {result.Verdict.Why}");
        }

        Assert.Empty(results.Where(result => result.Verdict.Outcome == Outcome.Failed && result.Deviation is null).Select(result => $"{result.Given.Id}: {result.Verdict.Why}"));
        Assert.Empty(results.Where(result => result.Verdict.Outcome == Outcome.Passed && result.Deviation is not null).Select(result => $"{result.Given.Id} passes, but is listed as a deviation"));
    }

    [Fact]
    public void What_is_not_covered_is_exactly_what_is_listed()
    {
        Assert.SkipWhen(CaseFiles.Folder is null, CaseFolder.Missing);
        var actual = Results.Value.Where(result => result.Verdict.Outcome == Outcome.NotCovered)
            .GroupBy(result => $"{result.Given.File} {result.Given.Category}", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "not-covered.json")));
        var listed = document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetInt32(), StringComparer.Ordinal);

        // other case files of the same shapes have other counts: only their categories can be known
        Assert.Empty(actual.Keys.Except(listed.Keys, StringComparer.Ordinal));
        if (CaseFiles.AreTheListed)
        {
            Assert.Equal(
                string.Join(Environment.NewLine, listed.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")),
                string.Join(Environment.NewLine, actual.Select(pair => $"{pair.Key}: {pair.Value}")));
        }
    }

    [Fact]
    public void Every_deviation_concerns_a_case()
    {
        Assert.SkipWhen(CaseFiles.Folder is null, CaseFolder.Missing);
        Assert.SkipUnless(CaseFiles.AreTheListed, "Other case files needn't exercise every deviation.");
        Assert.Empty(Deviation.All.Where(deviation => !Results.Value.Any(result => result.Deviation == deviation)).Select(deviation => deviation.Why));
    }

    [Fact]
    public void The_summary_is_printed()
    {
        Assert.SkipWhen(CaseFiles.Folder is null, CaseFolder.Missing);
        var table = new StringBuilder().AppendLine().AppendLine("passed/total  deviates  not covered  file and category");
        foreach (var group in Results.Value.GroupBy(result => (result.Given.File, result.Given.Category)))
        {
            table.AppendLine(Line(group.Key.File, group.Key.Category, [.. group]));
        }

        foreach (var group in Results.Value.GroupBy(result => result.Given.File, StringComparer.Ordinal))
        {
            table.AppendLine(Line(group.Key, "(all)", [.. group]));
        }

        table.AppendLine(Line("all files", "(all)", Results.Value));
        output.WriteLine(table.ToString());
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "conformance.txt"), table.ToString());
        Console.WriteLine(table.ToString());
    }

    private static string Line(string file, string category, IReadOnlyCollection<Result> results)
    {
        var passed = results.Count(result => result.Verdict.Outcome == Outcome.Passed);
        var deviates = results.Count(result => result.Verdict.Outcome == Outcome.Failed && result.Deviation is not null);
        var notCovered = results.Count(result => result.Verdict.Outcome == Outcome.NotCovered);
        return string.Create(CultureInfo.InvariantCulture, $"{$"{passed}/{results.Count}",12}  {deviates,8}  {notCovered,11}  {file} {category}");
    }

    private sealed record Result(Case Given, Verdict Verdict, Deviation? Deviation)
    {
        public static Result Of(Case given)
        {
            var verdict = Adapters.Run(given);
            return new(given, verdict, Deviation.All.FirstOrDefault(deviation => deviation.Concerns(given, verdict)));
        }
    }
}

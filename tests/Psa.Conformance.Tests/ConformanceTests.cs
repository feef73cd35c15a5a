using System.Globalization;
using System.Text;
using Psa.Testing;

namespace Psa.Conformance.Tests;

/// <summary>Every case of other systems, through the public API: it passes, deviates in one output by a rule we name, or isn't covered for a reason we name.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const string NoCases = "The cases of other systems aren't here: set PSA_CASES to their folder.";

    private static readonly Lazy<Result[]> Results = new(() => [.. CaseFolder.All.Select(Result.Of)]);

    public static TheoryData<string, string> Categories()
    {
        var data = new TheoryData<string, string>();
        foreach (var (file, category) in CaseFolder.All.Select(given => (given.File, given.Category)).Distinct())
        {
            data.Add(file, category);
        }

        if (data.Count == 0)
        {
            data.Add("none", "none");
        }

        return data;
    }

    [Fact]
    public void The_folder_holds_cases_and_nothing_that_nobody_answers()
    {
        Assert.SkipWhen(CaseFolder.Current is null, NoCases);
        Assert.Empty(CaseFolder.Current!.Problems());
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void Cases_pass_or_are_named(string file, string category)
    {
        Assert.SkipWhen(CaseFolder.Current is null, NoCases);
        var results = Results.Value.Where(result => result.Given.File == file && result.Given.Category == category).ToArray();
        output.WriteLine(Line(file, category, results));
        foreach (var result in results.Where(result => result.Outcome != Outcome.Passed))
        {
            output.WriteLine($"{result.Outcome}: {result.Given.Id}: {result.Why}");
        }

        Assert.Empty(results.Where(result => result.Outcome == Outcome.Failed).Select(result => $"{result.Given.Id}: {result.Why}"));
    }

    [Fact]
    public void What_is_not_covered_has_a_reason_and_is_counted()
    {
        Assert.SkipWhen(CaseFolder.Current is null, NoCases);
        Assert.All(NotCovered.All, reason => Assert.NotEmpty(reason.Why));
        var actual = Results.Value.Where(result => result.Outcome == Outcome.NotCovered)
            .GroupBy(result => $"{result.Why}: {result.Given.File} {result.Given.Category}", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var listed = NotCovered.All.SelectMany(reason => reason.Cases.Select(pair => (Key: $"{reason.Name}: {pair.Key}", pair.Value))).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

        // other case files of the same shapes have other counts: only reasons and categories can be known
        Assert.Empty(actual.Keys.Except(listed.Keys, StringComparer.Ordinal));
        if (CaseFolder.AreTheListed)
        {
            Assert.Equal(Sorted(listed), Sorted(actual));
        }
    }

    [Fact]
    public void Every_deviation_excuses_something()
    {
        Assert.SkipWhen(CaseFolder.Current is null, NoCases);
        Assert.SkipUnless(CaseFolder.AreTheListed, "Other case files needn't exercise every deviation.");
        Assert.Empty(Deviation.All.Except(Results.Value.SelectMany(result => result.Deviations)).Select(deviation => $"{deviation.What}: {deviation.Why}"));
    }

    [Fact]
    public void Every_descriptive_key_is_one_that_nobody_reads()
    {
        Assert.SkipWhen(CaseFolder.Current is null, NoCases);
        Assert.SkipUnless(CaseFolder.AreTheListed, "Other case files needn't have every key.");
        Assert.All(DescriptiveKey.All, key => Assert.NotEmpty(key.Why));
        Assert.Empty(DescriptiveKey.All.Except(Results.Value.SelectMany(result => result.Descriptions)).Select(key => $"{key.File} {key.Key}"));
    }

    /// <summary>Counts and names are written down, so that a case that changes its side is noticed; <c>PSA_APPROVE=1</c> writes them anew.</summary>
    [Fact]
    public void The_counts_are_those_that_are_written_down()
    {
        Assert.SkipWhen(CaseFolder.Current is null, NoCases);
        var table = Table();
        output.WriteLine(table);
        Console.WriteLine(table);
        foreach (var reason in NotCovered.All)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"not covered, {reason.Cases.Values.Sum()}: {reason.Name}: {reason.Why}"));
        }

        Assert.SkipUnless(CaseFolder.AreTheListed, "Other case files have other counts.");
        Approved.Check("tests/Psa.Conformance.Tests/counts.txt", table);
    }

    private static string Table()
    {
        var table = new StringBuilder().Append("passed/total  deviates  not covered  file and category\n");
        foreach (var group in Results.Value.GroupBy(result => (result.Given.File, result.Given.Category)).OrderBy(group => group.Key.File, StringComparer.Ordinal).ThenBy(group => group.Key.Category, StringComparer.Ordinal))
        {
            table.Append(Line(group.Key.File, group.Key.Category, [.. group])).Append('\n');
        }

        foreach (var group in Results.Value.GroupBy(result => result.Given.File, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.Append(Line(group.Key, "(all)", [.. group])).Append('\n');
        }

        table.Append(Line("all files", "(all)", Results.Value)).Append('\n');
        foreach (var group in Results.Value.Where(result => result.Outcome is Outcome.Deviates or Outcome.NotCovered)
            .GroupBy(result => $"{(result.Outcome == Outcome.Deviates ? "deviates" : "not covered")}: {result.Why}", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.Append(CultureInfo.InvariantCulture, $"\n{group.Key} ({group.Count()})\n").AppendJoin('\n', group.Select(result => $"  {result.Given.File} {result.Given.Id}").Order(StringComparer.Ordinal)).Append('\n');
        }

        return table.ToString();
    }

    private static string Line(string file, string category, Result[] results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{$"{Count(results, Outcome.Passed)}/{results.Length}",12}  {Count(results, Outcome.Deviates),8}  {Count(results, Outcome.NotCovered),11}  {file} {category}");

    private static int Count(IEnumerable<Result> results, Outcome outcome) => results.Count(result => result.Outcome == outcome);

    private static string Sorted(Dictionary<string, int> counts) => string.Join('\n', counts.Select(pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal));
}

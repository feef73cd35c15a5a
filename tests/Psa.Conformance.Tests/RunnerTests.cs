using System.Text.Json;

namespace Psa.Conformance.Tests;

/// <summary>The runner itself: it notices what it would be easy to overlook.</summary>
public sealed class RunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psa-cases-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_named_folder_must_be_there()
    {
        var folder = CaseFolder.Find(Path.Combine(_folder, "none"));
        Assert.NotNull(folder);
        Assert.Contains("isn't there", Assert.Single(folder.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("README.md")]
    public void A_named_folder_must_hold_cases(string? file)
    {
        if (file is not null)
        {
            Write(file, "nothing");
        }

        Assert.Contains("holds no case", Assert.Single(CaseFolder.Find(_folder)!.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_no_adapter_knows_is_named()
    {
        Write("lago.json", """[{"id":"a","kind":"round"}]""");
        Write("vectors.json", "[]");
        Assert.Empty(CaseFolder.Find(_folder)!.Problems());
        Write("chargebee.json", "[]");
        Assert.StartsWith("chargebee.json", Assert.Single(CaseFolder.Find(_folder)!.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_named_folder_may_hold_some_of_the_files()
    {
        Write("lago.json", """[{"id":"a","kind":"round"}]""");
        Assert.Empty(new CaseFolder(_folder, IsNamed: true).Problems());
        Assert.Contains(new CaseFolder(_folder, IsNamed: false).Problems(), problem => problem.StartsWith("killbill.json is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_category_that_no_adapter_knows_fails() =>
        Assert.Equal(Outcome.Failed, Result.Of(CaseOf("""{"id":"a","calc":"barter"}""")).Outcome);

    [Fact]
    public void A_case_of_which_a_key_was_not_read_fails_unless_the_key_is_descriptive()
    {
        var given = CaseOf("""{"id":"a","calc":"unit","inputs":{"price":"2","tiers":[[1,"2"]]}}""");
        _ = given.Inputs.Get("price").Number;
        _ = given.Inputs.Get("tiers")[0][1].Number;
        Assert.Equal(["inputs.tiers[0][0]"], given.Unread);
        Assert.Equal(Outcome.Failed, Result.Of(given, Verdict.Same(), [], []).Outcome);
        Assert.Equal(Outcome.Passed, Result.Of(given, Verdict.Same(), [], [new("lago.json", "inputs.tiers", [], "a test")]).Outcome);
        Assert.Equal(Outcome.Failed, Result.Of(given, Verdict.Same(), [], [new("lago.json", "inputs.tier", [], "a test")]).Outcome);
        Assert.Equal(Outcome.Failed, Result.Of(given, Verdict.Same(), [], [new("lago.json", "inputs.tiers", ["volume"], "a test")]).Outcome);
    }

    [Fact]
    public void An_empty_list_and_a_null_must_be_read_too()
    {
        var given = CaseOf("""{"id":"a","calc":"unit","inputs":{"events":[],"until":null}}""");
        Assert.Equal(["inputs.events", "inputs.until"], given.Unread);
        Assert.Empty(given.Inputs.Get("events").Items());
        Assert.Null(given.Inputs.At("until"));
        Assert.Empty(given.Unread);
    }

    [Fact]
    public void A_deviation_excuses_its_output_and_no_other()
    {
        var given = CaseOf("""{"id":"a","calc":"unit"}""");
        Deviation[] deviations = [new("a rule", "a test", "tax", "a", new Dictionary<string, string[]>(StringComparer.Ordinal))];
        Assert.Equal(Outcome.Deviates, Result.Of(given, Verdict.Same(("tax", 1, 2), ("total", 3, 3)), deviations, []).Outcome);
        Assert.Equal(Outcome.Failed, Result.Of(given, Verdict.Same(("tax", 1, 2), ("total", 3, 4)), deviations, []).Outcome);
        Assert.Equal(Outcome.Failed, Result.Of(given, Verdict.Same(("total", 3, 4)), deviations, []).Outcome);
        Assert.Equal(Outcome.Failed, Result.Of(CaseOf("""{"id":"b","calc":"unit"}"""), Verdict.Same(("tax", 1, 2)), deviations, []).Outcome);
        Assert.Empty(Result.Of(given, Verdict.Same(("tax", 1, 1)), deviations, []).Deviations);
    }

    private static Case CaseOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new("lago.json", document.RootElement.Clone());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}

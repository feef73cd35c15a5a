using System.Text.Json;

namespace Psa.Samples.Tests;

/// <summary>What becomes of the files that the options name, and of those beside them.</summary>
public sealed class FilesTests : IDisposable
{
    private readonly SampleRun _sample = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("same.db", "same.db")]
    [InlineData("same.db", "./same.db")]
    [InlineData("same.db", "folder/../same.db")]
    [InlineData("same.db", "link.db")]
    [InlineData("link.db", "same.db")]
    [InlineData("link.db", "otherlink.db")]
    [InlineData("same.db", "linkedfolder/same.db")]
    [InlineData("same.db", "hardlink.db")]
    [InlineData("same.db", "same.db-wal")]
    [InlineData("same.db", "same.db-shm")]
    [InlineData("same.db", "same.db-journal")]
    public async Task Two_options_that_name_one_file_are_refused(string database, string json)
    {
        await _sample.BillAsync("--customers", "2");
        var file = _sample.PathOf("same.db");
        File.Move(_sample.Database, file);
        Directory.CreateDirectory(_sample.PathOf("folder"));
        File.CreateSymbolicLink(_sample.PathOf("link.db"), "same.db");
        File.CreateSymbolicLink(_sample.PathOf("otherlink.db"), "link.db");
        Directory.CreateSymbolicLink(_sample.PathOf("linkedfolder"), _sample.PathOf("."));
        if (json == "hardlink.db")
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "no ln");
            using var ln = System.Diagnostics.Process.Start("ln", [file, _sample.PathOf(json)]);
            await ln.WaitForExitAsync(Ct);
        }

        var content = await File.ReadAllBytesAsync(file, Ct);
        await RefusedAsync("cli.conflicting_options", "--customers", "2", "--database", _sample.PathOf(database), "--json", _sample.PathOf(json));
        Assert.Equal(content, await File.ReadAllBytesAsync(file, Ct));
    }

    [Fact]
    public async Task A_usage_file_is_never_written_to()
    {
        var usage = _sample.Write("usage.csv", "SubAccountId,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency\n1,S,2024-09-01,1.00,USD\n");
        await RefusedAsync("cli.conflicting_options", "--usage", usage, "--json", usage, "--database", _sample.Database);
        await RefusedAsync("cli.conflicting_options", "--usage", usage, "--database", usage);
        Assert.Equal(3, (await File.ReadAllTextAsync(usage, Ct)).Split('\n').Length);
    }

    [Fact]
    public async Task The_default_database_is_not_written_over_either()
    {
        Assert.Equal(2, await _sample.RunAsync("--json", "sample-company.db"));
        Assert.StartsWith("error cli.conflicting_options: ", _sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_lie_beside_the_document_stay()
    {
        var before = new[] { "out.json.part", "out.json.tmp", "out.part", ".out.json" }.Select(name => _sample.Write(name, "somebody's")).ToList();
        await _sample.BillAsync("--customers", "2");
        Assert.All(before, file => Assert.Equal("somebody's", File.ReadAllText(file)));
        Assert.Equal([.. before.Append(_sample.PathOf("out.json")).Append(_sample.Database).Order(StringComparer.Ordinal)], Directory.GetFiles(_sample.PathOf(".")).Select(Path.GetFullPath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_document_that_is_a_link_replaces_the_file_behind_it()
    {
        var real = _sample.Write("real.json", "old");
        File.CreateSymbolicLink(_sample.PathOf("out.json"), "real.json");
        await _sample.BillAsync("--customers", "2");
        Assert.Equal("real.json", new FileInfo(_sample.PathOf("out.json")).LinkTarget);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(real, Ct));
        Assert.NotEmpty(document.RootElement.Invoices());
    }

    [Fact]
    public async Task Links_that_lead_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(_sample.PathOf("a.json"), "b.json");
        File.CreateSymbolicLink(_sample.PathOf("b.json"), "a.json");
        await RefusedAsync("json.unwritable", "--customers", "2", "--database", _sample.Database, "--json", _sample.PathOf("a.json"));
    }

    [Fact]
    public async Task A_refusal_says_that_nothing_was_changed_only_when_that_is_so()
    {
        await RefusedAsync("usage.unreadable", "--usage", _sample.PathOf("none.csv"), "--database", _sample.Database);
        Assert.False(File.Exists(_sample.Database));
        await _sample.BillAsync("--customers", "2");
        Assert.Equal(2, await _sample.RunAsync("--customers", "2", "--seed", "5", "--database", _sample.Database));
        Assert.StartsWith("error database.other_world: ", _sample.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", _sample.Error, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string code, params string[] args)
    {
        Assert.Equal(2, await _sample.RunAsync(args));
        Assert.StartsWith($"error {code}: ", _sample.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", _sample.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_sample.PathOf("."), ".psa-*"));
    }
}

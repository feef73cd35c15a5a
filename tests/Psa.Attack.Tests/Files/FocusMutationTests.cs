using System.Text.Json;
using Psa.Samples.BillingRun;
using Psa.Samples.BillingRun.Focus;
using Psa.Testing;

namespace Psa.Attack.Tests.Files;

/// <summary>Usage files that are damaged or odd: the sample rejects rows, or ends with a message and its exit code; nothing else is thrown.</summary>
public sealed class FocusMutationTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_mutated_file_is_read_or_refused_by_code()
    {
        var (mutations, read, refused) = (new FocusMutations(new Random(Depth.Seed(1))), 0, 0);
        foreach (var (table, count) in Tables())
        {
            for (var n = 0; n < count; n++)
            {
                var file = Write(mutations.Mutate(table));
                try
                {
                    var scan = FocusScan.Of([file], null, Ct);
                    Assert.Equal(scan.Rows, scan.Usable + scan.Rejected.Count);
                    Assert.All(scan.Rejected, row => Assert.NotEmpty(row.Reason));
                    read++;
                }
                catch (SampleException refusal)
                {
                    Assert.StartsWith("usage.", refusal.Code, StringComparison.Ordinal);
                    refused++;
                }
                catch (Exception e) when (e is not Xunit.Sdk.XunitException)
                {
                    throw new InvalidOperationException($"{Kept(file)}: {e.Message}", e);
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{read} read, {refused} refused");
        Assert.True(read > 100 && refused > 50, $"{read} read, {refused} refused: the mutations don't bite");
    }

    [Fact]
    public async Task A_mutated_file_is_billed_or_ends_with_a_message()
    {
        var mutations = new FocusMutations(new Random(Depth.Seed(2)));
        var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var table = FocusMutations.Good(12);
        for (var n = 0; n < Depth.Of(60, 1000); n++)
        {
            var (file, database, json) = (Write(mutations.Mutate(table)), _scratch.PathOf($"{n}.db"), _scratch.PathOf("out.json"));
            await using var error = new StringWriter();
            await using var output = new StringWriter();
            var code = await Cli.RunAsync(["--usage", file, "--database", database, "--json", json], output, error, Ct);
            var complaint = error.ToString();
            Assert.True(code is ExitCode.Done or ExitCode.BadInput or ExitCode.RowsRefused, $"{Kept(file)}: exit {code}: {complaint}");
            Assert.True(code == ExitCode.Done ? complaint.Length == 0 : complaint.StartsWith("error usage.", StringComparison.Ordinal), $"{Kept(file)}: {complaint}");
            Assert.DoesNotContain("   at ", complaint, StringComparison.Ordinal);
            Assert.True(code != ExitCode.RowsRefused || complaint.StartsWith($"error {SampleErrors.RowsRefused}: ", StringComparison.Ordinal), $"{Kept(file)}: {complaint}");
            if (code != ExitCode.BadInput)
            {
                await RequireAccountedForAsync(json, code, file);
            }

            var said = code == ExitCode.Done ? "billed" : complaint.Split(':')[0];
            codes[said] = codes.GetValueOrDefault(said) + 1;
            Scratch.Remove(database);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", codes));
        Assert.True(codes.GetValueOrDefault("billed") > 5 && codes.GetValueOrDefault($"error {SampleErrors.RowsRefused}") > 5, string.Join(", ", codes));
    }

    [Fact]
    public async Task A_mutated_file_given_to_a_process_ends_it_with_a_code()
    {
        var mutations = new FocusMutations(new Random(Depth.Seed(3)));
        for (var n = 0; n < Depth.Of(2, 20); n++)
        {
            var file = Write(mutations.Mutate(FocusMutations.Good(40)));
            var ended = await ChildProcess.RunAsync(ChildProcess.Sample, ["--usage", file, "--database", _scratch.PathOf($"{n}.db")], Ct);
            Assert.True(ended.ExitCode is ExitCode.Done or ExitCode.BadInput or ExitCode.RowsRefused, $"{Kept(file)}: exit {ended.ExitCode}: {ended.Error}");
            Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        }
    }

    // every row is imported or told with the reason, and none is told when all are well
    private static async Task RequireAccountedForAsync(string json, int code, string file)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, Ct));
        var usage = document.RootElement.GetProperty("usage");
        var rejected = usage.GetProperty("rejected").GetArrayLength();
        Assert.True(usage.GetProperty("rows").GetInt64() == usage.GetProperty("imported").GetInt64() + rejected && (rejected == 0) == (code == ExitCode.Done), $"{Kept(file)}: {usage}");
    }

    // the public sample too, where it is
    private static IEnumerable<(string Table, int Count)> Tables()
    {
        yield return (FocusMutations.Good(40), Depth.Of(1500, 20_000));
        var shared = Path.Combine(Approved.Root, "..", "shared", "data", "focus_sample_1000.csv");
        if (File.Exists(shared))
        {
            yield return (File.ReadAllText(shared), Depth.Of(60, 1000));
        }
    }

    private static string Kept(string file)
    {
        var kept = Path.Combine(Path.GetTempPath(), $"psa-mutation-{Path.GetRandomFileName()}.csv");
        File.Copy(file, kept);
        return kept;
    }

    private string Write(byte[] content)
    {
        var file = _scratch.PathOf("usage.csv");
        File.WriteAllBytes(file, content);
        return file;
    }
}

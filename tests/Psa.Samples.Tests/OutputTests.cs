using System.Text.Json;
using Psa.Samples.BillingRun;
using Psa.Testing;

namespace Psa.Samples.Tests;

/// <summary>Outputs that are closed, full, or read by somebody who leaves: the work is done, and the process says what became of its story.</summary>
public sealed class OutputTests : IDisposable
{
    private const string Bill = "$PROGRAM --customers 2 --database world.db";

    private readonly SampleRun _sample = new();

    public OutputTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no /dev/full, and no bash.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("> /dev/full", 2, "output.lost")]
    [InlineData(">&- 2>&-", 2, "")]
    [InlineData("2>/dev/full", 0, "")]
    [InlineData("| head -1 >/dev/null; exit ${PIPESTATUS[0]}", 0, "output.lost")]
    public async Task A_story_that_can_not_be_told_is_billed_nevertheless(string redirection, int exitCode, string code)
    {
        var ended = await ChildProcess.ShellAsync(ChildProcess.Sample, $"{Bill} {redirection}", _sample.PathOf("."), Ct);
        Require(ended, exitCode, code);
        var again = await _sample.BillAsync("--customers", "2");
        Assert.Equal(0, again.GetProperty("run").GetProperty("created").GetInt32());
        Assert.NotEmpty(again.Invoices());
    }

    [Theory]
    [InlineData("--json /dev/full", 2, "json.unwritable")]
    [InlineData("--json /dev/stdout | head -c 10 > /dev/null; exit ${PIPESTATUS[0]}", 2, "json.unwritable")]
    [InlineData("--json /dev/null", 0, "")]
    public async Task A_document_that_can_not_be_written_is_a_message(string redirection, int exitCode, string code)
    {
        Require(await ChildProcess.ShellAsync(ChildProcess.Sample, $"{Bill} {redirection}", _sample.PathOf("."), Ct), exitCode, code);
        Assert.True(File.Exists("/dev/full") && File.Exists("/dev/null"));
    }

    [Theory]
    [InlineData("mkfifo pipe; cat pipe > out.json & $PROGRAM --customers 2 --database world.db --json pipe; code=$?; wait; [ -p pipe ] && exit $code")]
    [InlineData("$PROGRAM --customers 2 --database world.db --json /dev/stdout > all.txt; code=$?; sed -n '/^{/,/^}/p' all.txt > out.json; grep -q '^== Review' all.txt && exit $code")]
    public async Task What_is_no_file_is_written_through(string script)
    {
        Require(await ChildProcess.ShellAsync(ChildProcess.Sample, script, _sample.PathOf("."), Ct), 0, string.Empty);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(_sample.PathOf("out.json"), Ct));
        Billed.RequireSound(document.RootElement);
    }

    [Theory]
    [InlineData("--usage <(printf 'SubAccountId,ServiceName\\n')", "usage.unreadable")]
    [InlineData("--database /dev/null", "database.unusable")]
    [InlineData("--database <(:)", "database.unusable")]
    public async Task What_must_be_a_file_and_is_none_is_refused(string option, string code)
    {
        var ended = await ChildProcess.ShellAsync(ChildProcess.Sample, $"$PROGRAM {option}", _sample.PathOf("."), Ct);
        Require(ended, 2, code);
        Assert.Contains("Nothing was changed.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_fails_in_the_middle_stops_no_run()
    {
        await using var output = new FailingWriter();
        await using var error = new StringWriter();
        Assert.Equal(2, await Cli.RunAsync(["--customers", "2", "--database", _sample.Database], output, error, Ct));
        Assert.StartsWith("error output.lost: ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await _sample.BillAsync("--customers", "2")).GetProperty("run").GetProperty("created").GetInt32());
    }

    private static void Require(ChildProcessResult ended, int exitCode, string code)
    {
        Assert.True(ended.ExitCode == exitCode, $"exit {ended.ExitCode}: {ended.Error}");
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.True(code.Length == 0 ? ended.Error.Length == 0 : ended.Error.StartsWith($"error {code}: ", StringComparison.Ordinal), ended.Error);
    }

    private sealed class FailingWriter : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (GetStringBuilder().Length > 1000)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}

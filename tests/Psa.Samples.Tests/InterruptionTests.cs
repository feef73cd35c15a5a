using Psa.Testing;

namespace Psa.Samples.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(500)]
    public async Task An_interrupted_run_says_so_and_the_same_command_finishes_it(int milliseconds)
    {
        using var interruption = new CancellationTokenSource(milliseconds);
        string[] args = ["--customers", "400", "--seed", "2", "--database", _sample.Database];
        if (await _sample.RunAsync(interruption.Token, args) != 0)
        {
            Assert.Equal(3, _sample.ExitCode);
            Assert.Contains("Run the same command again", _sample.Error, StringComparison.Ordinal);
        }

        using var other = new SampleRun();
        var undisturbed = await other.BillAsync("--customers", "400", "--seed", "2");
        var resumed = await _sample.BillAsync("--customers", "400", "--seed", "2");
        Assert.Equal(undisturbed.GetProperty("invoices").GetRawText(), resumed.GetProperty("invoices").GetRawText());
    }

    [Fact]
    public async Task A_polite_kill_ends_between_two_commits_with_exit_code_3()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        string[] args = ["--customers", $"{Depth.Of(1500, 3000)}", "--seed", "2", "--database", _sample.Database];
        var (exitCode, signalled, _, _) = await ChildProcess.RunAsync(
            ChildProcess.Sample, args, line => line.Contains("calculating", StringComparison.Ordinal), TimeSpan.Zero, politely: true);
        Assert.True(signalled);
        Assert.Equal(3, exitCode);
    }
}

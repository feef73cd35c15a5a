using System.Diagnostics;
using System.Globalization;

namespace Psa.Samples.Tests;

/// <summary>The sample as a process of its own that can be killed.</summary>
internal static class ChildProcess
{
    /// <summary>Runs the sample, and kills it a moment after it wrote a line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="shouldKill">Hears every line; <see langword="true"/> once sends the signal.</param>
    /// <param name="delay">How long after the line.</param>
    /// <param name="politely">Whether the process is asked to end (SIGTERM) instead of being killed (SIGKILL).</param>
    /// <returns>The exit code, and whether it got a signal.</returns>
    internal static async Task<(int ExitCode, bool Killed)> RunAsync(IEnumerable<string> args, Func<string, bool> shouldKill, TimeSpan delay, bool politely = false)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // as the tests themselves: it lives for seconds
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Psa.Samples.BillingRun.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var killed = false;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!killed && shouldKill(line))
            {
                killed = true;
                await Task.Delay(delay, TestContext.Current.CancellationToken);
                Signal(process, politely);
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var complaint = await errors;
        Assert.True(killed || process.ExitCode == 0, $"exit {process.ExitCode}: {complaint}");
        return (process.ExitCode, killed);
    }

    private static void Signal(Process process, bool politely)
    {
        if (!politely)
        {
            process.Kill();
            return;
        }

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

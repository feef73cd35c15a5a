using System.Diagnostics;
using System.Globalization;

namespace Psa.Testing;

/// <summary>A program of ours, such as the sample, as a process of its own that can be killed.</summary>
public static class ChildProcess
{
    /// <summary>Gets the sample; the test project must refer to it.</summary>
    public static string Sample { get; } = Path.Combine(AppContext.BaseDirectory, "Psa.Samples.BillingRun.dll");

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a program, and kills it a moment after it wrote a line.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="shouldKill">Hears every line; <see langword="true"/> once sends the signal.</param>
    /// <param name="delay">How long after the line.</param>
    /// <param name="politely">Whether the process is asked to end (SIGTERM) instead of being killed (SIGKILL).</param>
    /// <param name="cancellationToken">Gives up; the process is killed.</param>
    /// <exception cref="InvalidOperationException">It failed without being killed.</exception>
    public static async Task<ChildProcessResult> RunAsync(
        string program, IEnumerable<string> args, Func<string, bool> shouldKill, TimeSpan delay, bool politely = false, CancellationToken cancellationToken = default)
    {
        var result = await StartAsync(Start(Host, [program, .. args]), shouldKill, delay, politely, cancellationToken);
        return result.Killed || result.ExitCode == 0 ? result : throw new InvalidOperationException($"exit {result.ExitCode}: {result.Error}");
    }

    /// <summary>Runs a program to its end, however that is.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="cancellationToken">Gives up; the process is killed.</param>
    public static Task<ChildProcessResult> RunAsync(string program, IEnumerable<string> args, CancellationToken cancellationToken = default) =>
        StartAsync(Start(Host, [program, .. args]), static _ => false, TimeSpan.Zero, politely: false, cancellationToken);

    /// <summary>Runs a line of bash in which <c>$PROGRAM</c> is a program of ours, so that its outputs can be closed, full, or read by somebody who leaves.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="script">The line.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellationToken">Gives up; the shell is killed.</param>
    public static Task<ChildProcessResult> ShellAsync(string program, string script, string folder, CancellationToken cancellationToken = default)
    {
        var start = Start("bash", ["-c", script]);
        start.Environment["PROGRAM"] = $"{Host} {program}";
        start.WorkingDirectory = folder;
        return StartAsync(start, static _ => false, TimeSpan.Zero, politely: false, cancellationToken);
    }

    private static ProcessStartInfo Start(string file, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(file, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // as the tests themselves: it lives for seconds
        return start;
    }

    private static async Task<ChildProcessResult> StartAsync(ProcessStartInfo start, Func<string, bool> shouldKill, TimeSpan delay, bool politely, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var (killed, output) = (false, new List<string>());
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                output.Add(line);
                if (!killed && shouldKill(line))
                {
                    killed = true;
                    await Task.Delay(delay, cancellationToken);
                    Signal(process, politely);
                }
            }

            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, killed, string.Join('\n', output), await errors);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
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

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Killed">Whether it got a signal from us.</param>
/// <param name="Output">What it said.</param>
/// <param name="Error">What it complained about.</param>
public sealed record ChildProcessResult(int ExitCode, bool Killed, string Output, string Error);

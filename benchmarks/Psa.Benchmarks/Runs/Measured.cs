using System.Diagnostics;
using System.Text.Json;

namespace Psa.Benchmarks.Runs;

/// <summary>What one billing run cost, as the child process that did it tells its parent.</summary>
internal sealed record Measured
{
    public required long Customers { get; init; }

    public required long Lines { get; init; }

    public required long Documents { get; init; }

    public required double CalculateSeconds { get; init; }

    public required double IssueSeconds { get; init; }

    /// <summary>Gets the processor time of both, on all cores.</summary>
    public required double CpuSeconds { get; init; }

    public required double AllocatedMegabytes { get; init; }

    /// <summary>Gets the most managed memory in use, garbage included.</summary>
    public required double PeakManagedMegabytes { get; init; }

    /// <summary>Gets the most managed memory that a collection left.</summary>
    public required double PeakLiveMegabytes { get; init; }

    public required double PeakWorkingSetMegabytes { get; init; }

    internal double Seconds => CalculateSeconds + IssueSeconds;

    /// <summary>Runs this program again with other arguments, so that peaks of memory don't mix, and reads what it found.</summary>
    /// <returns>The figures, or <see langword="null"/> when it printed none.</returns>
    internal static async Task<Measured?> ByChildAsync(params IReadOnlyList<string> arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode != 0 ? throw new InvalidOperationException($"The child process for '{arguments[0]}' failed.")
            : string.IsNullOrWhiteSpace(output) ? null
            : JsonSerializer.Deserialize<Measured>(output);
    }
}

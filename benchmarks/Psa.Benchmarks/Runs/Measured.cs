
namespace Psa.Benchmarks.Runs;

/// <summary>What one billing run cost.</summary>
internal sealed record Measured
{
    public required long Customers { get; init; }

    public required long Lines { get; init; }

    public required long Documents { get; init; }

    public required Cost Calculate { get; init; }

    public required Cost Issue { get; init; }

    /// <summary>Gets how many methods were compiled meanwhile.</summary>
    public required long CompiledMethods { get; init; }

    /// <summary>Gets how long that took, on all threads.</summary>
    public required double CompilingSeconds { get; init; }

    public required double AllocatedMegabytes { get; init; }

    /// <summary>Gets the most managed memory in use, garbage included.</summary>
    public required double PeakManagedMegabytes { get; init; }

    /// <summary>Gets the most managed memory that a collection left.</summary>
    public required double PeakLiveMegabytes { get; init; }

    public required double PeakWorkingSetMegabytes { get; init; }

    internal Cost Total => Calculate + Issue;
}

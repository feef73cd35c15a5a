using NodaTime;

namespace Psa.Runs;

/// <summary>How a worker calculates a run. The defaults suit one process.</summary>
public sealed record BillingRunOptions
{
    /// <summary>Gets the defaults.</summary>
    public static BillingRunOptions Default { get; } = new();

    /// <summary>Gets how many customers are billed in one commit, at least 1.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Gets how long a partition is held without a sign of life: after that another worker takes it over. Longer than a batch takes.</summary>
    public Duration Lease { get; init; } = Duration.FromMinutes(1);

    /// <summary>Gets how many partitions this worker calculates side by side, or <see langword="null"/> for as many as there are processors.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Gets the worker's name in leases, or <see langword="null"/> for one made up.</summary>
    public string? Worker { get; init; }
}

using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Runs;

/// <summary>How a worker calculates a run. The defaults suit one process.</summary>
public sealed record BillingRunOptions
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="batchSize">See <see cref="BatchSize"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BillingRunOptions(int batchSize = 500) => BatchSize = batchSize;

    /// <summary>Gets the defaults.</summary>
    public static BillingRunOptions Default { get; } = new();

    /// <summary>Gets how many customers are billed in one commit, at least 1.</summary>
    public int BatchSize { get; init; }

    /// <summary>Gets how long a partition is held without a sign of life: after that another worker takes it over. Longer than a batch takes.</summary>
    [JsonRequired]
    public Duration Lease { get; init; } = Duration.FromMinutes(1);

    /// <summary>Gets how many partitions this worker calculates side by side, or <see langword="null"/> for as many as there are processors.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Gets the worker's name in leases, or <see langword="null"/> for one made up.</summary>
    public string? Worker { get; init; }
}

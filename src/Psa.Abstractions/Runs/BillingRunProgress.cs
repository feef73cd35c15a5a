using NodaTime;

namespace Psa.Runs;

/// <summary>How far a run is. Reported after each commit, from any thread.</summary>
public sealed record BillingRunProgress
{
    /// <summary>Gets what the run is busy with.</summary>
    public required RunPhase Phase { get; init; }

    /// <summary>Gets how many customers, or documents while numbers are assigned or drafts removed, are done.</summary>
    public required long Done { get; init; }

    /// <summary>Gets how many there are.</summary>
    public required long Total { get; init; }

    /// <summary>Gets what was made so far: documents, money by currency, obstacles.</summary>
    public required RunCounts Counts { get; init; }

    /// <summary>Gets how many are done a second, since this worker started.</summary>
    public decimal PerSecond { get; init; }

    /// <summary>Gets the estimate of the time that is left, or <see langword="null"/> before there is one.</summary>
    public Duration? Remaining { get; init; }
}

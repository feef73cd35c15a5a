using NodaTime;

namespace Psa.Runs;

/// <summary>What a run can be calculated with.</summary>
internal static class BillingRunOptionRules
{
    /// <summary>The most customers in one commit.</summary>
    internal const int MostInBatch = 100_000;

    /// <summary>The most partitions that one worker calculates side by side.</summary>
    internal const int MostSideBySide = 1_024;

    private static readonly Duration LongestLease = Duration.FromDays(1);

    /// <summary>Refuses options with which a worker would do nothing, or never end.</summary>
    /// <exception cref="RuleViolationException"><c>billing_run.bad_options</c>.</exception>
    internal static void Require(this BillingRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(options.BatchSize is >= 1 and <= MostInBatch, FormattableString.Invariant($"A batch holds 1 to {MostInBatch} customers, not {options.BatchSize}."));
        Require(options.Parallelism is null or (>= 1 and <= MostSideBySide), FormattableString.Invariant($"A worker calculates 1 to {MostSideBySide} partitions side by side, not {options.Parallelism}."));
        Require(options.Lease > Duration.Zero && options.Lease <= LongestLease, $"A partition is leased for more than no time and at most a day, not for {options.Lease}.");
        Require(options.Worker is null || !string.IsNullOrWhiteSpace(options.Worker), "A worker has a name, or none is given and one is made up.");
    }

    private static void Require(bool isRight, string message)
    {
        if (!isRight)
        {
            throw new RuleViolationException(RunErrors.BadOptions, message);
        }
    }
}

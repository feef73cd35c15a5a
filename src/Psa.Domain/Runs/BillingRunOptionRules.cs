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
        var (fields, messages) = (new List<string>(), new List<string>());
        Require(options.BatchSize is >= 1 and <= MostInBatch, nameof(options.BatchSize), FormattableString.Invariant($"A batch holds 1 to {MostInBatch} customers, not {options.BatchSize}."));
        Require(options.Parallelism is null or (>= 1 and <= MostSideBySide), nameof(options.Parallelism), FormattableString.Invariant($"A worker calculates 1 to {MostSideBySide} partitions side by side, not {options.Parallelism}."));
        Require(options.Lease > Duration.Zero && options.Lease <= LongestLease, nameof(options.Lease), $"A partition is leased for more than no time and at most a day, not for {options.Lease}.");
        Require(options.Worker is null || !string.IsNullOrWhiteSpace(options.Worker), nameof(options.Worker), "A worker has a name, or none is given and one is made up.");
        if (fields.Count > 0)
        {
            throw new RuleViolationException(RunErrors.BadOptions, string.Join('\n', messages)).At([.. fields]);
        }

        void Require(bool isRight, string field, string message)
        {
            if (!isRight)
            {
                fields.Add(field);
                messages.Add(message);
            }
        }
    }
}

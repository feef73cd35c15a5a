using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>
/// Takes in what vendors report, as a stream and in bounded memory. Importing the same rows again changes nothing; a corrected row replaces the first, and the next run bills the difference.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes the id that the events of one import share.</param>
public sealed class UsageService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    private const int BatchSize = 1_000;
    private const int MaxRejected = 1_000;

    /// <summary>Imports rows, a thousand a commit. Bad rows are reported with their line and don't stop the others; an import that is broken off is simply run again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="readings">The rows, in any order; of two with the same source id the later counts.</param>
    /// <param name="zone">The tenant's time zone: usage belongs to the day of its start there.</param>
    /// <param name="cancellationToken">Stops between two commits.</param>
    /// <returns>What was imported, corrected, unchanged and refused.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">A billing run or another import kept changing the same records.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<UsageImportResult> ImportAsync(Actor actor, IAsyncEnumerable<UsageReading> readings, DateTimeZone zone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns);
        Border.Check(readings);
        Border.Check(zone);
        store.RequireOwnTransactions();
        var import = ids.Next<UsageImportResult>();
        var batch = new List<UsageReading>(BatchSize);
        var (result, rejected) = (new UsageImportResult(), new List<UsageRejection>());
        await foreach (var reading in readings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(reading ?? UsageRules.NoRow);
            if (batch.Count == BatchSize)
            {
                result = await ImportAsync(actor, import, batch, zone, result, rejected, cancellationToken).ConfigureAwait(false);
                batch.Clear();
            }
        }

        if (batch.Count > 0)
        {
            result = await ImportAsync(actor, import, batch, zone, result, rejected, cancellationToken).ConfigureAwait(false);
        }

        return result with { Rejected = rejected.ToValueList() };
    }

    private async Task<UsageImportResult> ImportAsync(
        Actor actor, Id<UsageImportResult> import, List<UsageReading> readings, DateTimeZone zone, UsageImportResult before, List<UsageRejection> rejected, CancellationToken cancellationToken)
    {
        var batch = await store.StepAsync(clock, actor, step => StageAsync(step, import, readings, zone, cancellationToken), cancellationToken).ConfigureAwait(false);
        rejected.AddRange(batch.Rejected.GetRange(0, Math.Min(batch.Rejected.Count, MaxRejected - rejected.Count)));
        return before with
        {
            Rows = before.Rows + readings.Count,
            Imported = before.Imported + batch.Imported,
            Corrected = before.Corrected + batch.Corrected,
            Unchanged = before.Unchanged + batch.Unchanged,
            Refused = before.Refused + batch.Rejected.Count,
        };
    }

    private static async Task<UsageBatch> StageAsync(Step step, Id<UsageImportResult> import, List<UsageReading> readings, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var batch = new UsageBatch(step, zone);
        await batch.ReadAsync(readings, cancellationToken).ConfigureAwait(false);
        if (await batch.StageAsync(cancellationToken).ConfigureAwait(false))
        {
            step.Append(EventKinds.UsageImported, import, data: PsaJson.Write(new(batch.Imported, batch.Corrected), PsaJsonContext.Default.UsageImported));
        }

        return batch;
    }
}

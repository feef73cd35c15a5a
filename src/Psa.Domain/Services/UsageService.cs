using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>
/// Takes in what vendors report, as a stream. Importing the same rows again changes nothing; a corrected row replaces the first, and the next run bills the difference.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes the id that the events of one import share.</param>
/// <param name="logger">Hears what happens, or <see langword="null"/>.</param>
public sealed partial class UsageService(IPsaStore store, IClock clock, IIdGenerator ids, ILogger<UsageService>? logger = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<UsageService>.Instance;

    private const int BatchSize = 1_000;

    /// <summary>
    /// Imports rows, a thousand a commit. A row belongs to the day of its start in the tenant's time zone. Bad rows are reported with their line and don't stop the others; an import that
    /// is broken off is simply run again. Of the rows before only their ids are kept in memory.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">Where the rows come from: within it, source ids are unique.</param>
    /// <param name="readings">The rows, in any order; of two with the same source id that say different things the second is refused.</param>
    /// <param name="cancellationToken">Stops between two commits.</param>
    /// <returns>What was imported, replaced, unchanged and refused.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>usage.source_missing</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">A billing run or another import kept changing the same records.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public async Task<UsageImportResult> ImportAsync(Actor actor, UsageSource source, IAsyncEnumerable<UsageReading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await ObserveAsync(ActivityNames.ImportUsage, actor, source?.Code, () => ImportRowsAsync(actor, source!, readings, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<UsageImportResult> ObserveAsync(string operation, Actor actor, string? source, Func<Task<UsageImportResult>> work)
    {
        var result = await _logger.ObserveAsync(operation, actor, run: null, work, static ended => ended.Refused > 0 ? "rows_refused" : "done").ConfigureAwait(false);
        if (result.Refused > 0)
        {
            LogMessages.UsageRowsRefused(_logger, actor.Tenant, source ?? string.Empty, result.Refused, result.Rows);
        }

        return result;
    }

    private async Task<UsageImportResult> ImportRowsAsync(Actor actor, UsageSource source, IAsyncEnumerable<UsageReading> readings, CancellationToken cancellationToken)
    {
        actor.Require(Permission.ManageUsage);
        Border.Check(source);
        Border.Check(readings);
        source.Require();
        store.RequireOwnTransactions();
        var import = ids.Next<UsageImportResult>();
        var (result, refused, seen) = (new UsageImportResult(), new UsageRefusals(), new HashSet<Id<UsageRecord>>());
        await foreach (var rows in BatchesAsync(readings, cancellationToken).ConfigureAwait(false))
        {
            var batch = await store.StepAsync(clock, actor, step => StageAsync(step, import, source, rows, seen, cancellationToken), cancellationToken).ConfigureAwait(false);
            seen.UnionWith(batch.Taken);
            refused.Add(batch.Refused);
            result = result with
            {
                Rows = result.Rows + rows.Count,
                Imported = result.Imported + batch.Imported,
                Replaced = result.Replaced + batch.Replaced,
                Unchanged = result.Unchanged + batch.Unchanged,
            };
        }

        return result with { Refused = refused.Count, RefusedCosts = refused.Costs, Rejected = refused.Rejected };
    }

    private static async IAsyncEnumerable<List<UsageReading>> BatchesAsync(IAsyncEnumerable<UsageReading> readings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<UsageReading>(BatchSize);
        await foreach (var reading in readings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(reading ?? UsageRules.NoRow);
            if (batch.Count == BatchSize)
            {
                yield return batch;
                batch = new(BatchSize);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static async Task<UsageBatch> StageAsync(
        Step step, Id<UsageImportResult> import, UsageSource source, List<UsageReading> rows, HashSet<Id<UsageRecord>> seen, CancellationToken cancellationToken)
    {
        var batch = new UsageBatch(step, source, await step.ZoneAsync(cancellationToken).ConfigureAwait(false), seen);
        if (await batch.StageAsync(rows, cancellationToken).ConfigureAwait(false))
        {
            step.Append(EventKinds.UsageImported, import, data: PsaJson.Write(new(batch.Imported, batch.Replaced), PsaJsonContext.Default.UsageImported));
        }

        return batch;
    }
}

using Psa.Access;
using Psa.Records;
using Psa.Usage;

namespace Psa.Services;

/// <content>Deliveries.</content>
public sealed partial class UsageService
{
    /// <summary>
    /// Replaces all usage that a scope holds for a period by a delivery of it: rows that are gone are withdrawn, changed ones replaced, new ones added, and the next run bills the difference; the
    /// same rows again change nothing. A row is known by its source id, else by its content and its count among equal rows. Rows are stored a thousand a commit and take effect in one at the end: until
    /// then the earlier delivery stands, and one that is broken off is simply made again. Of the rows before only by what they are known is kept in memory.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="delivery">What the delivery is of.</param>
    /// <param name="readings">All rows of the scope and period, in any order. A first delivery takes effect without those that are refused.</param>
    /// <param name="cancellationToken">Stops between two commits; nothing takes effect.</param>
    /// <returns>What was imported, replaced, unchanged, withdrawn and refused.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>usage.source_missing</c>, <c>usage.scope_missing</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// Unless said expressly, with the quantity and cost that would be withdrawn: <c>usage.older_delivery</c>, <c>usage.delivery_shrinks</c>, <c>usage.delivery_differs</c>, <c>usage.rows_refused</c>.
    /// </exception>
    /// <exception cref="ConcurrencyConflictException">Another delivery of the scope and period began meanwhile: that one goes on. Or a billing run kept changing the same records.</exception>
    [RequiresPermission(Permission.ManageUsage)]
    public async Task<UsageImportResult> ReplaceAsync(Actor actor, NewUsageDelivery delivery, IAsyncEnumerable<UsageReading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await ObserveAsync(ActivityNames.ReplaceUsage, actor, delivery?.SourceCode, () => ReplaceRowsAsync(actor, delivery!, readings, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<UsageImportResult> ReplaceRowsAsync(Actor actor, NewUsageDelivery delivery, IAsyncEnumerable<UsageReading> readings, CancellationToken cancellationToken)
    {
        actor.Require(Permission.ManageUsage);
        Border.Check(delivery);
        Border.Check(readings);
        delivery.Require();
        store.RequireOwnTransactions();
        var work = new UsageDeliveryWork(store, clock, actor, delivery, ids.Next<UsageDelivery>());
        await work.BeginAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var rows in BatchesAsync(readings, cancellationToken).ConfigureAwait(false))
        {
            await work.AddAsync(rows, cancellationToken).ConfigureAwait(false);
        }

        return await work.TakeEffectAsync(cancellationToken).ConfigureAwait(false);
    }
}

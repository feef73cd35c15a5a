using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>
/// Stores one delivery and lets it take effect. Its rows are added, and those that it withdraws are marked, in batches that count nowhere yet; one commit at the end makes all of it count.
/// Every batch writes the delivery's record, so that of two attempts at once only the one that came last goes on.
/// </summary>
internal sealed class UsageDeliveryWork(IPsaStore store, IClock clock, Actor actor, NewUsageDelivery given, Id<UsageDelivery> attempt)
{
    private const int PageSize = 1_000;

    private readonly List<UsageDelivery> _earlier = [];
    private readonly UsageDeliveryRows _rows = new();
    private readonly UsageChanges _changes = new();
    private Id<UsageDelivery> _id;
    private long _guard;

    private UsageDelivery? InForce => _earlier.Count == 0 ? null : _earlier[^1];

    /// <summary>Begins: takes over from an attempt that never ended, and forgets what it stored.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        var wasBegun = await store.StepAsync(
            clock,
            actor,
            async step =>
            {
                _guard = (await step.GuardSourceIdsAsync(given.SourceCode, given.Period, cancellationToken).ConfigureAwait(false)).Read.Version;
                var all = await step.Of<UsageDelivery>().QueryAsync(UsageDeliveryRecords.OfScope(given.SourceCode, given.Scope, given.Period.Start, given.Period.LastDay), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                var begun = all.Find(static one => one.TookEffectAt is null);
                _earlier.Clear();
                _earlier.AddRange(all.FindAll(static one => one.TookEffectAt is not null));
                var number = (InForce?.Number ?? 0) + 1;
                _id = UsageDeliveries.IdOf(step.Tenant, given, number);
                if (begun is not null)
                {
                    step.Of<UsageDelivery>().Update(begun with { Attempt = attempt, DeliveredAt = given.DeliveredAt });
                    return true;
                }

                step.Of<UsageDelivery>().Add(new()
                {
                    Id = _id,
                    Tenant = step.Tenant,
                    SourceCode = given.SourceCode,
                    Scope = given.Scope,
                    PeriodFrom = given.Period.Start,
                    PeriodLastDay = given.Period.LastDay,
                    Number = number,
                    DeliveredAt = given.DeliveredAt,
                    Attempt = attempt,
                });
                return false;
            },
            cancellationToken).ConfigureAwait(false);
        if (wasBegun)
        {
            await ForgetAsync(cancellationToken).ConfigureAwait(false);
            await MarkAsync(_id, null, static _ => true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores some of its rows.</summary>
    internal async Task AddAsync(List<UsageReading> readings, CancellationToken cancellationToken)
    {
        var batch = await store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var held = await HoldAsync(step, cancellationToken).ConfigureAwait(false);
                step.Of<UsageDelivery>().Update(held);
                var batch = new UsageDeliveryBatch(step, given, _id, _rows);
                await batch.StageAsync(readings, cancellationToken).ConfigureAwait(false);
                return batch;
            },
            cancellationToken).ConfigureAwait(false);
        batch.Settle(_changes);
    }

    /// <summary>Lets it take effect, all of it in one commit, unless that would give money back by mistake.</summary>
    internal async Task<UsageImportResult> TakeEffectAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken).ConfigureAwait(false);
        var difference = _rows.Difference;
        if (UsageDeliveries.RefusalOf(given, InForce, difference) is { } refusal)
        {
            await AbandonAsync(cancellationToken).ConfigureAwait(false);
            throw new RuleViolationException(refusal.Code, refusal.Message, InForce!.Id.Value);
        }

        await MarkAsync(null, _id, row => !_rows.Keeps(row.Id), cancellationToken).ConfigureAwait(false);
        while (!await store.StepAsync(clock, actor, step => StageEffectAsync(step, difference, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            await CheckSourceIdsAsync(cancellationToken).ConfigureAwait(false);
        }

        return _rows.ToResult();
    }

    /// <summary>Stages that it takes effect; gives false when another scope brought source ids since those of this one were looked at.</summary>
    private async Task<bool> StageEffectAsync(Step step, UsageDifference difference, CancellationToken cancellationToken)
    {
        if (_rows.HasNewSourceIds)
        {
            var guard = await step.GuardSourceIdsAsync(given.SourceCode, given.Period, cancellationToken).ConfigureAwait(false);
            if (guard.Read.Version != _guard)
            {
                return false;
            }

            guard.Write();
        }

        if (difference.IsNone && (InForce is null || InForce.DeliveredAt == given.DeliveredAt))
        {
            // the same again, or nothing at all
            return await RemoveAsync(step, cancellationToken).ConfigureAwait(false);
        }

        var held = await HoldAsync(step, cancellationToken).ConfigureAwait(false);
        step.Of<UsageDelivery>().Update(held with { TookEffectAt = step.Now });
        _changes.Announce(step);
        step.Append(
            EventKinds.UsageReplaced,
            _id,
            data: PsaJson.Write(
                new(given.SourceCode, given.Scope, given.Period.Start, given.Period.LastDay, difference.Imported, difference.Replaced, difference.Kept, difference.Withdrawn),
                PsaJsonContext.Default.UsageReplaced));
        return true;
    }

    // leaves nothing of it
    private async Task AbandonAsync(CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken).ConfigureAwait(false);
        await store.StepAsync(clock, actor, step => RemoveAsync(step, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> RemoveAsync(Step step, CancellationToken cancellationToken)
    {
        step.Of<UsageDelivery>().Remove(await HoldAsync(step, cancellationToken).ConfigureAwait(false));
        return true;
    }

    // looks again whether another scope has ids of its new rows
    private async Task CheckSourceIdsAsync(CancellationToken cancellationToken)
    {
        await ReadGuardAsync(cancellationToken).ConfigureAwait(false);
        for (var after = default(Id<UsageRecord>); ;)
        {
            var page = await PageAsync(_id, after, cancellationToken).ConfigureAwait(false);
            if (await store.ReadAsync(actor.Tenant, session => session.HasTakenAsync(given, [.. page.Where(static row => row.SourceId is not null).Select(static row => row.SourceId!)], cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                await MarkAsync(_id, null, static _ => true, cancellationToken).ConfigureAwait(false);
                await AbandonAsync(cancellationToken).ConfigureAwait(false);
                throw new ConcurrencyConflictException(nameof(UsageDelivery), _id.Value, 0, null);
            }

            if (page.Count < PageSize)
            {
                return;
            }

            after = page[^1].Id;
        }
    }

    private async Task ReadGuardAsync(CancellationToken cancellationToken) =>
        _guard = await store.StepAsync(clock, actor, async step => (await step.GuardSourceIdsAsync(given.SourceCode, given.Period, cancellationToken).ConfigureAwait(false)).Read.Version, cancellationToken).ConfigureAwait(false);

    // what is in force and isn't in the delivery
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var mine = new HashSet<Id<UsageDelivery>> { _id };
        foreach (var delivery in _earlier)
        {
            for (var after = default(Id<UsageRecord>); ;)
            {
                var page = await PageAsync(delivery.Id, after, cancellationToken).ConfigureAwait(false);
                foreach (var row in page.FindAll(row => row.Counts(mine)))
                {
                    _rows.Compare(row, _changes);
                }

                if (page.Count < PageSize)
                {
                    break;
                }

                after = page[^1].Id;
            }
        }
    }

    /// <summary>Marks rows of earlier deliveries as withdrawn, or takes the marks of an attempt back.</summary>
    private async Task MarkAsync(Id<UsageDelivery>? from, Id<UsageDelivery>? to, Predicate<UsageRecord> which, CancellationToken cancellationToken)
    {
        foreach (var delivery in _earlier)
        {
            for (var after = default(Id<UsageRecord>); ;)
            {
                var page = await PageAsync(delivery.Id, after, cancellationToken).ConfigureAwait(false);
                var marked = page.FindAll(row => row.WithdrawnBy == from && which(row));
                if (marked.Count > 0)
                {
                    await StageAsync(step => step.Of<UsageRecord>().UpdateRange(marked.ConvertAll(row => row with { WithdrawnBy = to })), cancellationToken).ConfigureAwait(false);
                }

                if (page.Count < PageSize)
                {
                    break;
                }

                after = page[^1].Id;
            }
        }
    }

    /// <summary>Removes the rows that were stored.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        for (var page = await PageAsync(_id, default, cancellationToken).ConfigureAwait(false); page.Count > 0; page = await PageAsync(_id, default, cancellationToken).ConfigureAwait(false))
        {
            var rows = page;
            await StageAsync(
                step =>
                {
                    foreach (var row in rows)
                    {
                        step.Of<UsageRecord>().Remove(row);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<List<UsageRecord>> PageAsync(Id<UsageDelivery> delivery, Id<UsageRecord> after, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        session => session.Of<UsageRecord>().QueryAsync(UsageRecords.OfDelivery(delivery, after).Take(PageSize), cancellationToken).ListAsync(cancellationToken),
        cancellationToken);

    private Task<bool> StageAsync(Action<Step> stage, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            step.Of<UsageDelivery>().Update(await HoldAsync(step, cancellationToken).ConfigureAwait(false));
            stage(step);
            return true;
        },
        cancellationToken);

    // another attempt, or delivery of the scope and period, goes on instead
    private async Task<UsageDelivery> HoldAsync(Step step, CancellationToken cancellationToken)
    {
        var stored = await step.Of<UsageDelivery>().FindAsync(_id, cancellationToken).ConfigureAwait(false);
        return stored is { TookEffectAt: null } && stored.Attempt == attempt
            ? stored
            : throw new ConcurrencyConflictException(nameof(UsageDelivery), _id.Value, 0, stored?.Version);
    }
}

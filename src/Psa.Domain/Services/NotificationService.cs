using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;
using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Procurement;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What people are to be told on the way of goods (R-NOTIFY): each step is an event that says whom it concerns, from which a host notifies them. Only where procurement is on.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
public sealed class NotificationService(IPsaStore store, IClock clock)
{
    private const int DaysBefore = 3;

    /// <summary>
    /// Streams what people are to be told after a place, the oldest first. Who keeps the place of the last event dealt with misses none, and after a crash reads some again: at least once, in order. What happened while
    /// its kind was switched off isn't among them, also when it is on by now.
    /// </summary>
    /// <param name="actor">Who asks; <see cref="Actor.System"/> for the automation.</param>
    /// <param name="sequence">The place of the last event dealt with; 0 for the beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The notifications.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>: the place is negative.</exception>
    [RequiresPermission(Permission.ViewEvents)]
    public IAsyncEnumerable<Notification> ReadAfterAsync(Actor actor, long sequence, CancellationToken cancellationToken = default)
    {
        var events = new EventService(store).ReadAfterAsync(actor, sequence, cancellationToken: cancellationToken);
        return NotificationsAsync(events, cancellationToken);
    }

    /// <summary>Finds which kinds are switched off.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The settings; of version 0, with all kinds on, when nothing was said.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<NotificationSettings> GetSettingsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireProcurementAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                return await session.NotificationSettingsAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Switches a kind off or on, from now on: events are written all the same, with whom they concern.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="isOn">Whether people are told.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<NotificationSettings> SwitchAsync(Actor actor, NotificationKind kind, bool isOn, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(kind);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.NotificationSettingsAsync(cancellationToken).ConfigureAwait(false);
                var after = NotificationRules.Switch(before, kind, isOn);
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.NotificationSwitched, after.Id, isOn ? null : kind.ToString(), isOn ? kind.ToString() : null);
                return Stage(step, after);
            },
            cancellationToken);
    }

    /// <summary>
    /// Does what a day brings: frees what was kept for quotes until today, by itself, and tells of purchase orders of which something is late, and of what is kept for three days more at most. A host schedules it for the
    /// automation; people are told once a day, however often and from wherever it is called.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What it brought.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits in batches, which a transaction of the host can't.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public async Task<DayReminder> RemindAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        store.RequireOwnTransactions();
        var (released, problems) = await ReservationService.ExpireAsync(store, clock, Actor.System(actor.Tenant), cancellationToken).ConfigureAwait(false);
        return new(await TellAsync(actor, cancellationToken).ConfigureAwait(false), released, problems);
    }

    private Task<int> TellAsync(Actor actor, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
            var settings = await step.NotificationSettingsAsync(cancellationToken).ConfigureAwait(false);
            var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            if (settings.RemindedOn >= today)
            {
                return 0;
            }

            Stage(step, settings with { RemindedOn = today });
            return await RemindOfLateAsync(step, today, cancellationToken).ConfigureAwait(false) + await RemindOfEndingAsync(step, today, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private static async Task<int> RemindOfEndingAsync(Step step, LocalDate today, CancellationToken cancellationToken)
    {
        var told = 0;
        await foreach (var reservation in step.Of<StockReservation>().QueryAsync(StockReservationRecords.Due(today.PlusDays(DaysBefore)), cancellationToken).ConfigureAwait(false))
        {
            if (reservation.Quantity > 0m && reservation.ExpiresOn > today)
            {
                step.Append(EventKinds.ReservationExpiring, reservation.Id, to: LocalDatePattern.Iso.Format(reservation.ExpiresOn));
                told++;
            }
        }

        return told;
    }

    private static async Task<int> RemindOfLateAsync(Step step, LocalDate today, CancellationToken cancellationToken)
    {
        var told = 0;
        await foreach (var order in step.AtVendorsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (order.LateSince(today) is { } since)
            {
                step.Append(EventKinds.PurchaseOrderLate, order.Id, to: LocalDatePattern.Iso.Format(since));
                told++;
            }
        }

        return told;
    }

    private static NotificationSettings Stage(Step step, NotificationSettings settings) =>
        settings.Version == 0 ? step.Of<NotificationSettings>().Add(settings) : step.Of<NotificationSettings>().Update(settings);

    private static async IAsyncEnumerable<Notification> NotificationsAsync(IAsyncEnumerable<PsaEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (Noticing.NotificationOf(item) is { } notification)
            {
                yield return notification;
            }
        }
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}

using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;
using Psa.Access;
using Psa.Events;
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

    /// <summary>Tells what is due: purchase orders of which something is late. A host schedules it for the automation; a day counts once, however often and from wherever it is called.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were told now; 0 when it was done today.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<int> RemindAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        return store.StepAsync(
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
                return await RemindOfLateAsync(step, today, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static async Task<int> RemindOfLateAsync(Step step, LocalDate today, CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var status in (PurchaseOrderStatus[])[PurchaseOrderStatus.Submitted, PurchaseOrderStatus.PartlyReceived])
        {
            await foreach (var order in step.Of<PurchaseOrder>().QueryAsync(PurchaseOrderRecords.OfStatus(status), cancellationToken).ConfigureAwait(false))
            {
                if (order.LateSince(today) is { } since)
                {
                    step.Append(EventKinds.PurchaseOrderLate, order.Id, to: LocalDatePattern.Iso.Format(since));
                    told++;
                }
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

using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Returns;
using static Psa.Notifications.RecipientRole;

namespace Psa.Notifications;

/// <summary>Of which events people are told, and whom they concern (R-NOTIFY). A new step is a row in each of the two tables.</summary>
internal static class NotificationRules
{
    /// <summary>Gives of what an event tells people; <see langword="null"/> for nothing.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="to">To what it changed.</param>
    /// <param name="reason">The reason that was given.</param>
    [Pure]
    internal static NotificationKind? KindOf(string kind, string? to, string? reason) => kind switch
    {
        EventKinds.DemandChanged => to == DemandStatus.NeedToOrder.Name ? NotificationKind.NeedToOrder : to == DemandStatus.ReadyToShip.Name ? NotificationKind.Ready : null,
        EventKinds.ApprovalRequested => NotificationKind.ApprovalRequested,
        EventKinds.ApprovalDecided => to == nameof(NotificationKind.Approved) ? NotificationKind.Approved : NotificationKind.Rejected,
        EventKinds.PurchaseOrderSubmitted => NotificationKind.Submitted,
        EventKinds.PurchaseOrderLate => NotificationKind.Late,
        EventKinds.GoodsReceived => NotificationKind.Received,

        // what is undone has a reason
        EventKinds.GoodsDelivered => reason is null ? NotificationKind.Delivered : null,
        EventKinds.StockMinimumBreached => NotificationKind.MinimumBreached,
        EventKinds.StockReleased => NotificationKind.ReservationReleased,
        EventKinds.ReservationExpiring => NotificationKind.ReservationExpiring,
        EventKinds.ReturnChanged =>
            to == ReturnStatus.Requested.Name ? NotificationKind.ReturnRequested
            : to == ReturnStatus.Authorized.Name ? NotificationKind.ReturnAuthorized
            : to == ReturnStatus.Received.Name ? NotificationKind.ReturnReceived
            : null,
        _ => null,
    };

    /// <summary>Gives as what people are concerned, those who are named first.</summary>
    [Pure]
    internal static ReadOnlySpan<RecipientRole> Concerned(NotificationKind kind) => kind switch
    {
        NotificationKind.ApprovalRequested => [Requester, Owner, Approvers],
        NotificationKind.Approved => [Requester, Owner, Purchasers],
        NotificationKind.Rejected => [Requester, Owner, Purchasers],
        NotificationKind.NeedToOrder => [Purchasers],
        NotificationKind.Submitted => [Requester, Owner, Purchasers, Warehouse],
        NotificationKind.Received => [Requester, Owner, Purchasers, Warehouse],
        NotificationKind.Ready => [Requester, Owner, Warehouse],
        NotificationKind.Delivered => [Requester, Owner],
        NotificationKind.Late => [Requester, Owner, Purchasers],
        NotificationKind.MinimumBreached => [Owner, Purchasers, Warehouse],
        NotificationKind.ReservationReleased => [Owner, Warehouse],
        NotificationKind.ReservationExpiring => [Owner],
        NotificationKind.ReturnRequested => [Requester, Owner, Approvers],
        NotificationKind.ReturnAuthorized => [Requester, Owner, Warehouse],
        NotificationKind.ReturnReceived => [Requester, Owner, Approvers, Purchasers],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody is told of such."),
    };

    /// <summary>Gives the notice of an event.</summary>
    /// <param name="kind">Of what it tells.</param>
    /// <param name="requesters">Who asked for what it is about.</param>
    /// <param name="owners">Whose documents it is about.</param>
    /// <param name="settings">Of what people are told.</param>
    [Pure]
    internal static Notice NoticeOf(NotificationKind kind, IReadOnlyCollection<UserId> requesters, IReadOnlyCollection<UserId> owners, NotificationSettings settings)
    {
        var (recipients, named) = (new List<Recipient>(), new HashSet<UserId>());
        foreach (var role in Concerned(kind))
        {
            if (role is not (Requester or Owner))
            {
                recipients.Add(new(role));
                continue;
            }

            foreach (var user in role == Requester ? requesters : owners)
            {
                // the automation reads nothing
                if (user != UserId.System && named.Add(user))
                {
                    recipients.Add(new(role, user));
                }
            }
        }

        return new(kind, recipients.ToValueList(), IsOff(settings, kind));
    }

    /// <summary>Tells whether a kind is switched off.</summary>
    [Pure]
    internal static bool IsOff(NotificationSettings settings, NotificationKind kind)
    {
        foreach (var off in settings.Off)
        {
            if (off == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Switches a kind off or on.</summary>
    [Pure]
    internal static NotificationSettings Switch(NotificationSettings settings, NotificationKind kind, bool isOn)
    {
        var off = new SortedSet<NotificationKind>(settings.Off);
        _ = isOn ? off.Remove(kind) : off.Add(kind);
        return settings with { Off = ValueList.Create<NotificationKind>([.. off]) };
    }
}

using System.Text.Json.Serialization;

namespace Psa.Notifications;

/// <summary>Of what people are told on the way of goods from whoever needs them to the customer and back (R-NOTIFY).</summary>
[JsonConverter(typeof(EnumJsonConverter<NotificationKind>))]
public enum NotificationKind
{
    /// <summary>Somebody is to approve that goods are bought.</summary>
    ApprovalRequested = 0,

    /// <summary>Somebody approved it.</summary>
    Approved = 1,

    /// <summary>Somebody rejected it, with a note.</summary>
    Rejected = 2,

    /// <summary>Goods are needed that are neither there nor on order.</summary>
    NeedToOrder = 3,

    /// <summary>A purchase order went to its vendor.</summary>
    Submitted = 4,

    /// <summary>Goods of a purchase order came.</summary>
    Received = 5,

    /// <summary>All that is needed is picked.</summary>
    Ready = 6,

    /// <summary>Goods were delivered.</summary>
    Delivered = 7,

    /// <summary>Goods of a purchase order didn't come by their day: told once a day.</summary>
    Late = 8,

    /// <summary>Less than its minimum is available of a product at a location.</summary>
    MinimumBreached = 9,

    /// <summary>Goods aren't kept for a quote any more, or fewer are.</summary>
    ReservationReleased = 10,

    /// <summary>Goods are kept for a quote until one of the next days: told once a day.</summary>
    ReservationExpiring = 11,

    /// <summary>Somebody asked for a return.</summary>
    ReturnRequested = 12,

    /// <summary>Goods may come back.</summary>
    ReturnAuthorized = 13,

    /// <summary>Goods came back.</summary>
    ReturnReceived = 14,
}

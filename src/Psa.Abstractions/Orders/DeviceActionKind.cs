using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What can be done offline with quotes and orders.</summary>
[JsonConverter(typeof(EnumJsonConverter<DeviceActionKind>))]
public enum DeviceActionKind
{
    /// <summary>Ask for the approval of a draft.</summary>
    RequestApproval = 0,

    /// <summary>Activate a quote.</summary>
    ActivateQuote = 1,

    /// <summary>Keep that the customer accepted a quote (<see cref="DeviceAction.Acceptance"/>).</summary>
    AcceptQuote = 2,

    /// <summary>Win a quote (<see cref="DeviceAction.Win"/>).</summary>
    WinQuote = 3,

    /// <summary>Keep that the customer declined a quote (<see cref="DeviceAction.Reason"/>).</summary>
    LoseQuote = 4,

    /// <summary>Take a quote back (<see cref="DeviceAction.Reason"/>).</summary>
    CancelQuote = 5,

    /// <summary>Submit an order.</summary>
    SubmitOrder = 6,

    /// <summary>Keep that something of an order was delivered (<see cref="DeviceAction.Delivered"/>, <see cref="DeviceAction.Date"/>).</summary>
    FulfilOrder = 7,

    /// <summary>Cancel an order, or what isn't shipped of it (<see cref="DeviceAction.Reason"/>).</summary>
    CancelOrder = 8,
}

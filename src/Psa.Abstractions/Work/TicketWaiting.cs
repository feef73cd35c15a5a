using System.Text.Json.Serialization;

namespace Psa.Work;

/// <summary>For whom a ticket waits.</summary>
[JsonConverter(typeof(EnumJsonConverter<TicketWaiting>))]
public enum TicketWaiting
{
    /// <summary>For an answer of the customer.</summary>
    Customer = 0,

    /// <summary>For a vendor.</summary>
    Vendor = 1,

    /// <summary>For somebody's approval.</summary>
    Approval = 2,
}

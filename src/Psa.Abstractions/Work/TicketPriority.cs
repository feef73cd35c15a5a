using System.Text.Json.Serialization;

namespace Psa.Work;

/// <summary>How urgent a ticket is.</summary>
[JsonConverter(typeof(EnumJsonConverter<TicketPriority>))]
public enum TicketPriority
{
    /// <summary>As others.</summary>
    Normal = 0,

    /// <summary>It can wait.</summary>
    Low = 1,

    /// <summary>Before others.</summary>
    High = 2,

    /// <summary>At once.</summary>
    Urgent = 3,
}

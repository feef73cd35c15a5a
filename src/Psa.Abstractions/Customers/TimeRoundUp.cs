using System.Text.Json.Serialization;

namespace Psa.Customers;

/// <summary>What of approved time is rounded up to the payer's step.</summary>
[JsonConverter(typeof(EnumJsonConverter<TimeRoundUp>))]
public enum TimeRoundUp
{
    /// <summary>All minutes of a ticket or project that are priced alike, as a running total.</summary>
    Total = 0,

    /// <summary>The minutes of each entry.</summary>
    Entry = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Whether the day of a termination is billed.</summary>
[JsonConverter(typeof(EnumJsonConverter<TerminationDayRule>))]
public enum TerminationDayRule
{
    /// <summary>A termination date is the last day billed. The default.</summary>
    LastDayBilled = 0,

    /// <summary>A termination date is the first day not billed.</summary>
    FirstDayNotBilled = 1,
}

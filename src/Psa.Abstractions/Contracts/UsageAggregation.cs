using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>How the readings of a period become one quantity.</summary>
[JsonConverter(typeof(EnumJsonConverter<UsageAggregation>))]
public enum UsageAggregation
{
    /// <summary>Their sum: gigabytes transferred, requests.</summary>
    Sum = 0,

    /// <summary>The last of them: seats at the end.</summary>
    Last = 1,

    /// <summary>The highest of them: peak.</summary>
    Maximum = 2,

    /// <summary>Their mean: gigabytes stored. Cut to 15 decimals, towards zero.</summary>
    Average = 3,
}

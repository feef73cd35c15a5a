using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>
/// How the readings of a period become one quantity. All but the sum are taken of each counter by itself, over its readings on the covered days in the order of their moments, then of their
/// source ids, and added over the counters.
/// </summary>
[JsonConverter(typeof(EnumJsonConverter<UsageAggregation>))]
public enum UsageAggregation
{
    /// <summary>Their sum: gigabytes transferred, requests.</summary>
    Sum = 0,

    /// <summary>The last of each counter: seats at the end.</summary>
    Last = 1,

    /// <summary>The highest of each counter: peak.</summary>
    Maximum = 2,

    /// <summary>The mean of each counter's readings, cut to 15 decimals towards zero: gigabytes stored. A counter that exists for a part of the period sends zeros, or unit-days are summed.</summary>
    Average = 3,
}

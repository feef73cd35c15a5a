using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>Why a run is due.</summary>
[JsonConverter(typeof(EnumJsonConverter<RunOccasion>))]
public enum RunOccasion
{
    /// <summary>A month ended.</summary>
    MonthEnded = 0,

    /// <summary>The billing entity never had a run: its first one bills through the last month that ended.</summary>
    Activation = 1,
}

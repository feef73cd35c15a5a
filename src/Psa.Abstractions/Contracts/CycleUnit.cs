using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>What a billing cycle counts.</summary>
[JsonConverter(typeof(EnumJsonConverter<CycleUnit>))]
public enum CycleUnit
{
    /// <summary>Calendar months.</summary>
    Months = 0,

    /// <summary>Weeks of seven days.</summary>
    Weeks = 1,
}

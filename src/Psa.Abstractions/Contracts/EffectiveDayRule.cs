using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>To which terms the day of a change belongs.</summary>
[JsonConverter(typeof(EnumJsonConverter<EffectiveDayRule>))]
public enum EffectiveDayRule
{
    /// <summary>An effective date is the first day of the new terms. The default.</summary>
    FirstDayOfNew = 0,

    /// <summary>An effective date is the last day of the old terms.</summary>
    LastDayOfOld = 1,
}

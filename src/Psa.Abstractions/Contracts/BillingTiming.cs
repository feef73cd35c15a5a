using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>When a period is billed: before it runs, or after.</summary>
[JsonConverter(typeof(EnumJsonConverter<BillingTiming>))]
public enum BillingTiming
{
    /// <summary>Due when its first covered day is reached.</summary>
    InAdvance = 0,

    /// <summary>Due when its last covered day is reached.</summary>
    InArrears = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What happens when something new is agreed with a payer that owes more than its limit, or is held.</summary>
[JsonConverter(typeof(EnumJsonConverter<CreditPolicy>))]
public enum CreditPolicy
{
    /// <summary>It is agreed, and the call's answer says what is wrong.</summary>
    Warn = 0,

    /// <summary>It is refused, unless somebody who may says why it is to pass.</summary>
    Refuse = 1,

    /// <summary>Nobody asks, and no event tells.</summary>
    Off = 2,
}

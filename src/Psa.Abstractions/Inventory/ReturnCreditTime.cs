using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>When a customer gets its money for goods that come back.</summary>
[JsonConverter(typeof(EnumJsonConverter<ReturnCreditTime>))]
public enum ReturnCreditTime
{
    /// <summary>When they came.</summary>
    Receipt = 0,

    /// <summary>When they may come.</summary>
    Authorization = 1,
}

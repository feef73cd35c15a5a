using System.Text.Json.Serialization;

namespace Psa.Returns;

/// <summary>What a customer is to get for goods that come back.</summary>
[JsonConverter(typeof(EnumJsonConverter<ReturnKind>))]
public enum ReturnKind
{
    /// <summary>Its money.</summary>
    Return = 0,

    /// <summary>Other goods in their place: nothing is credited.</summary>
    Replace = 1,

    /// <summary>The same goods, repaired: nothing but them moves.</summary>
    Repair = 2,
}

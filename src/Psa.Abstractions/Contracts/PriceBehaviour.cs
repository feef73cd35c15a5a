using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Which price a part bills.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceBehaviour>))]
public enum PriceBehaviour
{
    /// <summary>The price agreed in the part's terms.</summary>
    Locked = 0,

    /// <summary>The catalog price on the period's first covered day, frozen for a period once it has been billed.</summary>
    UseCurrent = 1,
}

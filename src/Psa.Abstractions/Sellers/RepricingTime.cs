using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>When documents whose prices follow the catalog are priced anew (R-STALE). At each of their steps they are in any case.</summary>
[JsonConverter(typeof(EnumJsonConverter<RepricingTime>))]
public enum RepricingTime
{
    /// <summary>When the catalog changes, too: all open ones that it touches.</summary>
    AtOnce = 0,

    /// <summary>Only when they are issued or locked, or somebody asks for it.</summary>
    OnStep = 1,
}

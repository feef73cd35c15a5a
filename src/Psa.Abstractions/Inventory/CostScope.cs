using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>Within what goods of a product are costed together.</summary>
[JsonConverter(typeof(EnumJsonConverter<CostScope>))]
public enum CostScope
{
    /// <summary>Each location by itself.</summary>
    Location = 0,

    /// <summary>All locations of the tenant together.</summary>
    All = 1,
}

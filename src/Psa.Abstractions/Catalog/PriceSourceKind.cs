using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>Where the price of a line comes from.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceSourceKind>))]
public enum PriceSourceKind
{
    /// <summary>It was agreed, and stays.</summary>
    Agreed = 0,

    /// <summary>The catalog; it follows the catalog as long as the document does.</summary>
    Catalog = 1,

    /// <summary>Somebody said another price than the catalog's; it stays.</summary>
    Override = 2,
}

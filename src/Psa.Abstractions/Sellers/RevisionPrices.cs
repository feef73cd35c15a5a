using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What the prices of a revised quote are.</summary>
[JsonConverter(typeof(EnumJsonConverter<RevisionPrices>))]
public enum RevisionPrices
{
    /// <summary>Those of the quote, as agreed.</summary>
    Agreed = 0,

    /// <summary>Those of the catalog.</summary>
    Refreshed = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What becomes of a quote that is to be won after its last day.</summary>
[JsonConverter(typeof(EnumJsonConverter<ExpiredQuotes>))]
public enum ExpiredQuotes
{
    /// <summary>It is refused.</summary>
    Block = 0,

    /// <summary>It is won as it is.</summary>
    Allow = 1,

    /// <summary>It is won when somebody confirms what the catalog says by now.</summary>
    Reprice = 2,
}

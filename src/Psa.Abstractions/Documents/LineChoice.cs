using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>Whether a line of a quote is part of it, or for the customer to choose.</summary>
[JsonConverter(typeof(EnumJsonConverter<LineChoice>))]
public enum LineChoice
{
    /// <summary>Part of the quote.</summary>
    Included = 0,

    /// <summary>The customer may choose it or leave it.</summary>
    Optional = 1,

    /// <summary>One of a group, of which exactly one is chosen.</summary>
    Alternative = 2,
}

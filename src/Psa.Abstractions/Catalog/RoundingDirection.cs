using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>To which of two steps a price goes that lies between them.</summary>
[JsonConverter(typeof(EnumJsonConverter<RoundingDirection>))]
public enum RoundingDirection
{
    /// <summary>To the nearer one; from the middle up.</summary>
    Nearest = 0,

    /// <summary>To the higher one.</summary>
    Up = 1,

    /// <summary>To the lower one.</summary>
    Down = 2,
}

using System.Text.Json.Serialization;

namespace Psa.Numbering;

/// <summary>When a number series starts again at 1.</summary>
[JsonConverter(typeof(EnumJsonConverter<NumberReset>))]
public enum NumberReset
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>With the first document dated in a new year; its pattern names the year.</summary>
    Yearly = 1,

    /// <summary>With the first document dated in a new month; its pattern names year and month.</summary>
    Monthly = 2,
}

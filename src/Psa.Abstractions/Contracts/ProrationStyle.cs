using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Where the lines of a period are rounded.</summary>
[JsonConverter(typeof(EnumJsonConverter<ProrationStyle>))]
public enum ProrationStyle
{
    /// <summary>A line is the difference of two rounded running totals, so the lines of a period always sum to the rounded whole. The default.</summary>
    Cumulative = 0,

    /// <summary>Each line is rounded by itself, as most systems do; their sum may be some minor units off.</summary>
    PerPiece = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>How a part compares with what the run before billed of it.</summary>
[JsonConverter(typeof(EnumJsonConverter<RunVarianceKind>))]
public enum RunVarianceKind
{
    /// <summary>Billed in both, at another amount.</summary>
    Changed,

    /// <summary>Not billed by the run before.</summary>
    New,

    /// <summary>Billed by the run before only.</summary>
    Gone,
}

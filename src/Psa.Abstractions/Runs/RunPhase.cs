using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>What a run is busy with.</summary>
[JsonConverter(typeof(EnumJsonConverter<RunPhase>))]
public enum RunPhase
{
    /// <summary>Charges are calculated and invoices drafted.</summary>
    Calculating = 0,

    /// <summary>Numbers are assigned.</summary>
    Issuing = 1,

    /// <summary>Drafts are removed.</summary>
    RollingBack = 2,
}

using System.Text.Json.Serialization;

namespace Psa.Adjustments;

/// <summary>The two sides that an adjustment compares.</summary>
[JsonConverter(typeof(EnumJsonConverter<AdjustmentPane>))]
public enum AdjustmentPane
{
    /// <summary>What was billed under an agreement: the left one.</summary>
    Billed = 0,

    /// <summary>What was performed: the right one.</summary>
    Performed = 1,
}

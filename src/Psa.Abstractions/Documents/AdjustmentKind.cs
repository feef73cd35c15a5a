using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>What a <see cref="DocumentAdjustment"/> is.</summary>
[JsonConverter(typeof(EnumJsonConverter<AdjustmentKind>))]
public enum AdjustmentKind
{
    /// <summary>Taken off the document.</summary>
    Discount = 0,

    /// <summary>Added to the document.</summary>
    Charge = 1,
}

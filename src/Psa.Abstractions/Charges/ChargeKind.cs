using System.Text.Json.Serialization;

namespace Psa.Charges;

/// <summary>Which of the charges of a part and period an item bills.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChargeKind>))]
public enum ChargeKind
{
    /// <summary>The charge of the period itself.</summary>
    Recurring = 0,

    /// <summary>What was used beyond what was committed and billed in advance.</summary>
    Overage = 1,
}

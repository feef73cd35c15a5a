using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>What the catalog says otherwise of a line. Where several things differ, the first of these is named.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceDifferenceKind>))]
public enum PriceDifferenceKind
{
    /// <summary>The line can't be priced any more, or can be again.</summary>
    PricingError = 0,

    /// <summary>The price of a unit.</summary>
    Price = 1,

    /// <summary>What the quantity takes off each unit's price.</summary>
    VolumeDiscount = 2,

    /// <summary>What the bundle holds, or how its price is shared.</summary>
    Components = 3,
}

using System.Text.Json.Serialization;

namespace Psa.Returns;

/// <summary>What a vendor did with goods that went back.</summary>
[JsonConverter(typeof(EnumJsonConverter<VendorOutcome>))]
public enum VendorOutcome
{
    /// <summary>It credited them, and keeps them.</summary>
    Credited = 0,

    /// <summary>It sends others in their place.</summary>
    Replaced = 1,

    /// <summary>It repaired them, and sends them.</summary>
    Repaired = 2,

    /// <summary>It did nothing, and sends them.</summary>
    Declined = 3,
}

using System.Text.Json.Serialization;

namespace Psa.Charges;

/// <summary>Where a billed quantity came from.</summary>
[JsonConverter(typeof(EnumJsonConverter<QuantityOrigin>))]
public enum QuantityOrigin
{
    /// <summary>Committed in the part's terms.</summary>
    Terms = 0,

    /// <summary>Reported by the vendor's counter.</summary>
    Usage = 1,

    /// <summary>The part's minimum, since less was used.</summary>
    Minimum = 2,
}

using System.Text.Json.Serialization;

namespace Psa;

/// <summary>How an exact amount becomes whole minor units. Always passed, never assumed inside a calculation.</summary>
[JsonConverter(typeof(EnumJsonConverter<Rounding>))]
public enum Rounding
{
    /// <summary>To the nearest minor unit, halves away from zero: 0.125 → 0.13, −0.125 → −0.13. The default of a tenant.</summary>
    HalfUp = 0,

    /// <summary>To the nearest minor unit, halves to the even neighbour (banker's rounding): 0.125 → 0.12.</summary>
    HalfEven = 1,

    /// <summary>Away from zero: 0.121 → 0.13, −0.121 → −0.13.</summary>
    Up = 2,

    /// <summary>Towards zero: 0.129 → 0.12, −0.129 → −0.12.</summary>
    Down = 3,
}

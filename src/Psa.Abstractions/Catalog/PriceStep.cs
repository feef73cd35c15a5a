using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>Which prices a rounding policy lets stand.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceStep>))]
public enum PriceStep
{
    /// <summary>Multiples of an amount: 0.25 lets 12.25 and 12.50 stand.</summary>
    MultipleOf = 0,

    /// <summary>Those that end in an amount: 0.99 lets 11.99 and 12.99 stand, 9.99 lets 9.99 and 19.99, 5 lets 5 and 15.</summary>
    EndsIn = 1,
}

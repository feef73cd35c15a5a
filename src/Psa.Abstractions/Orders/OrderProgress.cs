using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>How much of an order is done.</summary>
[JsonConverter(typeof(EnumJsonConverter<OrderProgress>))]
public enum OrderProgress
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Some.</summary>
    Part = 1,

    /// <summary>All.</summary>
    Full = 2,
}

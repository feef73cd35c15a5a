using System.Text.Json.Serialization;

namespace Psa.Customers;

/// <summary>What customers are sorted by: text by its upper case, then as it is; the id decides between equal ones.</summary>
[JsonConverter(typeof(EnumJsonConverter<CustomerOrder>))]
public enum CustomerOrder
{
    /// <summary>By number.</summary>
    Number = 0,

    /// <summary>By name.</summary>
    Name = 1,
}

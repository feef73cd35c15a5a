using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What products are sorted by: text by its upper case, then as it is; the id decides between equal ones.</summary>
[JsonConverter(typeof(EnumJsonConverter<ProductOrder>))]
public enum ProductOrder
{
    /// <summary>By number.</summary>
    Number = 0,

    /// <summary>By name.</summary>
    Name = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Customers;

/// <summary>How documents reach a customer.</summary>
[JsonConverter(typeof(EnumJsonConverter<DeliveryMethod>))]
public enum DeliveryMethod
{
    /// <summary>By e-mail.</summary>
    Email = 0,

    /// <summary>By post.</summary>
    Post = 1,
}

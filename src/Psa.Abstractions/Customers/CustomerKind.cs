using System.Text.Json.Serialization;

namespace Psa.Customers;

/// <summary>What a customer is to the tenant.</summary>
[JsonConverter(typeof(EnumJsonConverter<CustomerKind>))]
public enum CustomerKind
{
    /// <summary>Buys services.</summary>
    Customer = 0,

    /// <summary>Resells services to customers of its own.</summary>
    Partner = 1,

    /// <summary>Might become a customer.</summary>
    Prospect = 2,
}

using System.Text.Json.Serialization;

namespace Psa.Customers;

/// <summary>How a customer pays.</summary>
[JsonConverter(typeof(EnumJsonConverter<PaymentMethod>))]
public enum PaymentMethod
{
    /// <summary>The customer transfers the money.</summary>
    Manual = 0,

    /// <summary>We collect the money from the customer's bank account.</summary>
    DirectDebit = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What of an order may be invoiced.</summary>
[JsonConverter(typeof(EnumJsonConverter<InvoicePolicy>))]
public enum InvoicePolicy
{
    /// <summary>All that is ordered and not canceled.</summary>
    Ordered = 0,

    /// <summary>What was delivered.</summary>
    Shipped = 1,
}

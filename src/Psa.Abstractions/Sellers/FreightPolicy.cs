using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>On which invoices of an order its freight stands.</summary>
[JsonConverter(typeof(EnumJsonConverter<FreightPolicy>))]
public enum FreightPolicy
{
    /// <summary>All of it on the first.</summary>
    FirstInvoice = 0,

    /// <summary>In proportion to what each bills of the order.</summary>
    ProRata = 1,
}

using System.Text.Json.Serialization;

namespace Psa.Invoices;

/// <summary>What a document asks for.</summary>
[JsonConverter(typeof(EnumJsonConverter<InvoiceKind>))]
public enum InvoiceKind
{
    /// <summary>Money from the customer.</summary>
    Invoice = 0,

    /// <summary>Money for the customer: its amounts are positive and to be subtracted.</summary>
    CreditNote = 1,
}

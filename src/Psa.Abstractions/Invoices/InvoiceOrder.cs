using System.Text.Json.Serialization;

namespace Psa.Invoices;

/// <summary>What documents are sorted by; the id decides between equal ones.</summary>
[JsonConverter(typeof(EnumJsonConverter<InvoiceOrder>))]
public enum InvoiceOrder
{
    /// <summary>By invoice date.</summary>
    Date = 0,

    /// <summary>By number: its upper case, then as it is; drafts, which have none, come first.</summary>
    Number = 1,
}

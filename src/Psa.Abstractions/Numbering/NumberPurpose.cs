using System.Text.Json.Serialization;

namespace Psa.Numbering;

/// <summary>What a number series numbers.</summary>
[JsonConverter(typeof(EnumJsonConverter<NumberPurpose>))]
public enum NumberPurpose
{
    /// <summary>Invoices.</summary>
    Invoice = 0,

    /// <summary>Credit notes.</summary>
    CreditNote = 1,

    /// <summary>Contracts.</summary>
    Contract = 5,
}

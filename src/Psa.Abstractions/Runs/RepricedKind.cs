using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>What is priced anew, in this order.</summary>
[JsonConverter(typeof(EnumJsonConverter<RepricedKind>))]
public enum RepricedKind
{
    /// <summary>Draft invoices by hand.</summary>
    Invoice = 0,

    /// <summary>Draft quotes.</summary>
    Quote = 1,

    /// <summary>Active orders.</summary>
    Order = 2,
}

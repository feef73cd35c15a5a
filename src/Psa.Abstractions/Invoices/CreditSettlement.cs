using System.Text.Json.Serialization;

namespace Psa.Invoices;

/// <summary>What becomes of the money of a credit note: of what may be refunded, since it was paid, and of the rest.</summary>
[JsonConverter(typeof(EnumJsonConverter<CreditSettlement>))]
public enum CreditSettlement
{
    /// <summary>What may be refunded stays owed; the rest is set off against what is open.</summary>
    None = 0,

    /// <summary>What may be refunded is refunded; the rest is set off against what is open.</summary>
    Offset = 1,

    /// <summary>What may be refunded is refunded; the rest becomes customer credit.</summary>
    Refund = 2,

    /// <summary>All of it becomes customer credit.</summary>
    Credit = 3,
}

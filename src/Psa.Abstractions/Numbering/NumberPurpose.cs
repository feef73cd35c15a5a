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

    /// <summary>Quotes; all revisions of one have its number.</summary>
    Quote = 2,

    /// <summary>Orders.</summary>
    Order = 3,

    /// <summary>Deposits.</summary>
    Deposit = 4,

    /// <summary>Contracts.</summary>
    Contract = 5,

    /// <summary>Tickets.</summary>
    Ticket = 6,

    /// <summary>Projects.</summary>
    Project = 7,

    /// <summary>Service documents.</summary>
    ServiceDocument = 8,

    /// <summary>Billing adjustments.</summary>
    Adjustment = 9,

    /// <summary>Purchase orders, by the series of the tenant's default company.</summary>
    PurchaseOrder = 10,
}

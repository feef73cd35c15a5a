using System.Text.Json.Serialization;

namespace Psa.Lists;

/// <summary>Which list a filter is of.</summary>
[JsonConverter(typeof(EnumJsonConverter<ListKind>))]
public enum ListKind
{
    /// <summary>Sales items.</summary>
    SalesItems = 0,

    /// <summary>Invoices and credit notes.</summary>
    Invoices = 1,

    /// <summary>Contracts.</summary>
    Contracts = 2,

    /// <summary>Quotes, one a revision.</summary>
    Quotes = 3,

    /// <summary>Orders.</summary>
    Orders = 4,

    /// <summary>Tickets.</summary>
    Tickets = 5,
}

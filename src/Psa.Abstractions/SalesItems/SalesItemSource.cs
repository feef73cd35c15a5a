using System.Text.Json.Serialization;

namespace Psa.SalesItems;

/// <summary>Where a sales item comes from.</summary>
[JsonConverter(typeof(EnumJsonConverter<SalesItemSource>))]
public enum SalesItemSource
{
    /// <summary>A contract part, for a period.</summary>
    ContractPart = 0,

    /// <summary>Approved time of a ticket.</summary>
    Ticket = 1,

    /// <summary>Usage that no contract part covers, for a month.</summary>
    VendorUsage = 2,

    /// <summary>Somebody wrote it.</summary>
    Manual = 3,

    /// <summary>A line of an order, or its freight.</summary>
    Order = 4,

    /// <summary>A deposit on an order: what it asks for, and what invoices of the order deduct of it.</summary>
    Deposit = 5,

    /// <summary>Approved time of a project.</summary>
    Project = 6,

    /// <summary>A billing adjustment.</summary>
    Adjustment = 7,

    /// <summary>Goods of a stock charge that were delivered.</summary>
    StockCharge = 8,
}

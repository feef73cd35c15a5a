namespace Psa.SalesItems;

/// <summary>Where a sales item comes from.</summary>
public enum SalesItemSource
{
    /// <summary>A contract part, for a period.</summary>
    ContractPart = 0,

    /// <summary>Approved time or goods of a ticket.</summary>
    Ticket = 1,

    /// <summary>Usage that no contract part covers, for a month.</summary>
    VendorUsage = 2,

    /// <summary>Somebody wrote it.</summary>
    Manual = 3,

    /// <summary>A billing adjustment.</summary>
    Adjustment = 4,

    /// <summary>A sales order.</summary>
    Order = 5,
}

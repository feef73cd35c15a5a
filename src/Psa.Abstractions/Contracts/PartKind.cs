namespace Psa.Contracts;

/// <summary>What a contract part sells.</summary>
public enum PartKind
{
    /// <summary>A service at a price a period.</summary>
    RecurringService = 0,

    /// <summary>A service that covers the work on tickets.</summary>
    ManagedService = 1,

    /// <summary>What a vendor's counter reports.</summary>
    MeteredUsage = 2,

    /// <summary>Work by the hour.</summary>
    TimeAndMaterial = 3,

    /// <summary>Something billed once, in the period that holds its first day, never prorated.</summary>
    OneOff = 4,

    /// <summary>A price for each device or user that a counter reports.</summary>
    DeviceOrUserCount = 5,
}

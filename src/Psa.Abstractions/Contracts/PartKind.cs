using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>What a contract part sells.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Values, of which some numbers are not in use")]
[JsonConverter(typeof(EnumJsonConverter<PartKind>))]
public enum PartKind
{
    /// <summary>A service at a price a period.</summary>
    RecurringService = 0,

    /// <summary>A service at a price a period that covers the work on tickets that name the part.</summary>
    ManagedService = 1,

    /// <summary>What a vendor's counter reports.</summary>
    MeteredUsage = 2,

    /// <summary>Something billed once, in the period that holds its first day, never prorated.</summary>
    OneOff = 4,

    /// <summary>A price for each device or user that a counter reports.</summary>
    DeviceOrUserCount = 5,

    /// <summary>Hours of work, sold once or each period as a retainer: <see cref="BlockTerms"/> say how many and for how long.</summary>
    Block = 6,
}

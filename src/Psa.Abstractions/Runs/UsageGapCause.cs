using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>Why what was used and what was billed differ.</summary>
[JsonConverter(typeof(EnumJsonConverter<UsageGapCause>))]
public enum UsageGapCause
{
    /// <summary>The run has yet to bill it, or to give it back; of a period that isn't over, once it is.</summary>
    NotYetRun = 0,

    /// <summary>Parts of the customer read the counter, but none on these days, and no product is sold for the service.</summary>
    NoPart = 1,

    /// <summary>No part of the customer reads the counter, and no product is sold for the service.</summary>
    NoProduct = 2,

    /// <summary>Nothing prices it on the day.</summary>
    NoPrice = 3,

    /// <summary>It was used in a trial, of the customer or of the part.</summary>
    Trial = 4,

    /// <summary>It was used before the day from which the part is billed here.</summary>
    BeforeBillFrom = 5,

    /// <summary>It was used while the contract was suspended.</summary>
    Suspended = 6,

    /// <summary>Something else is in the way: see the code.</summary>
    Blocked = 7,

    /// <summary>A user set another price.</summary>
    Overridden = 8,

    /// <summary>A user canceled the item.</summary>
    Canceled = 9,

    /// <summary>A credit note gave it back, or some of it.</summary>
    Credited = 10,

    /// <summary>More is billed than was used: what was committed, or the least quantity of a period.</summary>
    Minimum = 11,

    /// <summary>It comes to less than half of the currency's smallest unit.</summary>
    Rounding = 12,

    /// <summary>The terms ask nothing for it: included units, or a price of zero.</summary>
    Free = 13,
}

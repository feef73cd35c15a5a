using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>How a part of a period is measured against the whole.</summary>
[JsonConverter(typeof(EnumJsonConverter<ProrationBasisKind>))]
public enum ProrationBasisKind
{
    /// <summary>Calendar days of the period's own length.</summary>
    ActualDays = 0,

    /// <summary>Months of 30 days; the 31st costs nothing.</summary>
    Thirty360 = 1,

    /// <summary>A fixed number of days a month.</summary>
    FixedDaysAMonth = 2,

    /// <summary>A fixed number of days a year.</summary>
    FixedDaysAYear = 3,

    /// <summary>Whole months, then days of the broken month.</summary>
    MonthsThenDays = 4,

    /// <summary>The whole period as soon as one day is covered: proration off.</summary>
    FullPeriod = 5,

    /// <summary>Nothing unless all days are covered.</summary>
    Waive = 6,
}

using System.Text.Json.Serialization;

namespace Psa.Adjustments;

/// <summary>What somebody should look at before an adjustment is made; none of it keeps it from being made but an open period that isn't forced.</summary>
[JsonConverter(typeof(EnumJsonConverter<AdjustmentWarning>))]
public enum AdjustmentWarning
{
    /// <summary>Only what was billed is selected: all of it is credited.</summary>
    BilledOnly = 0,

    /// <summary>Only what was performed is selected: all of it is charged.</summary>
    PerformedOnly = 1,

    /// <summary>What is charged isn't charged as a service.</summary>
    NoServiceItem = 2,

    /// <summary>The period isn't over.</summary>
    PeriodOpen = 3,

    /// <summary>Lines have no price, or can't be taxed: nothing can be made with them.</summary>
    Unpriced = 4,
}

namespace Psa.Contracts;

/// <summary>What a billing cycle counts (spec 1, T3).</summary>
public enum CycleUnit
{
    /// <summary>Calendar months.</summary>
    Months = 0,

    /// <summary>Weeks of seven days.</summary>
    Weeks = 1,
}

namespace Psa.Contracts;

/// <summary>The error codes of billing cycles.</summary>
public static class CycleErrors
{
    /// <summary>A cycle of fewer than 1 or more than 60 months, or fewer than 1 or more than 520 weeks.</summary>
    public const string BadCount = "cycle.bad_count";

    /// <summary>An anchor day outside 1–31, an anchor date for months, or none for weeks.</summary>
    public const string BadAnchor = "cycle.bad_anchor";
}

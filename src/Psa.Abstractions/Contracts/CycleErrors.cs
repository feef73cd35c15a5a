namespace Psa.Contracts;

/// <summary>The error codes of billing cycles and schedules.</summary>
public static class CycleErrors
{
    /// <summary>A cycle of fewer than 1 or more than 60 months, or fewer than 1 or more than 520 weeks.</summary>
    public const string BadCount = "cycle.bad_count";

    /// <summary>An anchor day outside 1–31, an anchor date for months, or none for weeks.</summary>
    public const string BadAnchor = "cycle.bad_anchor";

    /// <summary>What is to be billed ends before it starts.</summary>
    public const string EndBeforeStart = "schedule.end_before_start";

    /// <summary>What is to be billed starts after the day up to which one bills, where the caller demands that it doesn't.</summary>
    public const string BillThroughBeforeStart = "schedule.bill_through_before_start";
}

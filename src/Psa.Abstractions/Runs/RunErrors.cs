namespace Psa.Runs;

/// <summary>The error codes of billing runs.</summary>
public static class RunErrors
{
    /// <summary>The entity has an open run already.</summary>
    public const string RunOpen = "billing_run.open";

    /// <summary>The bill-through date or another part of the plan makes no sense.</summary>
    public const string BadPlan = "billing_run.bad_plan";

    /// <summary>The bill-through date or the invoice date is more than 92 days after today, and the plan doesn't say that it is meant.</summary>
    public const string FarDate = "billing_run.far_date";

    /// <summary>A worker can't calculate with these options: no customer in a batch, no partition at a time, no lease.</summary>
    public const string BadOptions = "billing_run.bad_options";
}

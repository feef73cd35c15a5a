namespace Psa.Runs;

/// <summary>A run that is due and wasn't planned yet.</summary>
/// <param name="Plan">What it bills. Its id follows from entity and month, so whoever plans it again gets the same run.</param>
/// <param name="Occasion">Why it is due.</param>
public sealed record DueRun(BillingRunPlan Plan, RunOccasion Occasion);

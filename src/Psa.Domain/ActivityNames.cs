namespace Psa;

/// <summary>What the library does that observers hear of, by the names of its activities. They stay. Listed in docs/operations.md, which a test compares with these.</summary>
internal static class ActivityNames
{
    internal const string PlanRun = "billing_run.plan";

    internal const string CalculateRun = "billing_run.calculate";

    internal const string BillPartition = "billing_run.partition";

    internal const string BillBatch = "billing_run.batch";

    internal const string IssueRun = "billing_run.issue";

    internal const string RollBackRun = "billing_run.roll_back";

    internal const string CancelRun = "billing_run.cancel";

    internal const string ImportUsage = "usage.import";

    internal const string ReplaceUsage = "usage.replace";

    internal const string ApplyPriceChange = "price_change.apply";

    internal const string WithdrawPriceChange = "price_change.withdraw";

    internal const string Reprice = "repricing.continue";

    internal const string DeleteTenant = "tenant.delete";
}

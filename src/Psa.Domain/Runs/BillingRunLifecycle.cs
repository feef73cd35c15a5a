using Psa.Access;
using Psa.Lifecycles;
using static Psa.Runs.BillingRunStatus;

namespace Psa.Runs;

/// <summary>How billing runs change their status.</summary>
public static class BillingRunLifecycle
{
    /// <summary>Gets the one table of the steps. Calculating, issuing and rolling back may be taken up again: that is how an interrupted run resumes.</summary>
    public static Lifecycle<BillingRunStatus, BillingRunAction> Table { get; } = Lifecycle.Starting(Planned)
        .Allow(BillingRunAction.Calculate, from: Planned, to: Calculating, needs: Permission.PrepareBillingRuns)
        .Allow(BillingRunAction.Calculate, from: Calculating, to: Calculating, needs: Permission.PrepareBillingRuns)
        .Allow(BillingRunAction.Calculate, from: Calculated, to: Calculating, needs: Permission.PrepareBillingRuns)
        .Allow(BillingRunAction.FinishCalculation, from: Calculating, to: Calculated, needs: Permission.PrepareBillingRuns)
        .Allow(BillingRunAction.Issue, from: Calculated, to: Issuing, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.Issue, from: Issuing, to: Issuing, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.FinishIssue, from: Issuing, to: Issued, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.RollBack, from: Calculating, to: RollingBack, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.RollBack, from: Calculated, to: RollingBack, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.RollBack, from: Issuing, to: RollingBack, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.RollBack, from: RollingBack, to: RollingBack, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.FinishRollBack, from: RollingBack, to: RolledBack, needs: Permission.IssueInvoices)
        .Allow(BillingRunAction.Cancel, from: Planned, to: Canceled, needs: Permission.PrepareBillingRuns);

    /// <summary>Tells whether a run is open: an entity has one open run at most.</summary>
    /// <param name="status">Where the run stands.</param>
    /// <returns>Whether it is neither issued, rolled back nor canceled.</returns>
    [Pure]
    public static bool IsOpen(this BillingRunStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return !Table.IsFinal(status);
    }
}

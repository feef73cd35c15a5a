using Psa.Access;
using Psa.Lifecycles;
using static Psa.Work.TimeStatus;

namespace Psa.Work;

/// <summary>How time changes its status.</summary>
internal static class TimeLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<TimeStatus, TimeAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(TimeAction.Submit, from: Draft, to: Submitted, needs: Permission.WorkOnTickets)
        .Allow(TimeAction.Approve, from: Submitted, to: Approved, needs: Permission.ApproveTime)
        .Allow(TimeAction.Reject, from: Submitted, to: Rejected, needs: Permission.ApproveTime)
        .Allow(TimeAction.Revise, from: Rejected, to: Draft, needs: Permission.WorkOnTickets)
        .Allow(TimeAction.Unapprove, from: Approved, to: Submitted, needs: Permission.ApproveTime);
}

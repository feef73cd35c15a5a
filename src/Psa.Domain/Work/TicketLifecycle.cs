using Psa.Access;
using Psa.Lifecycles;
using static Psa.Work.TicketStatus;

namespace Psa.Work;

/// <summary>How tickets change their status.</summary>
internal static class TicketLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<TicketStatus, TicketAction> Table { get; } = Lifecycle.Starting(New)
        .Allow(TicketAction.Start, from: New, to: InProgress, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Start, from: Waiting, to: InProgress, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Start, from: Reopened, to: InProgress, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Wait, from: InProgress, to: Waiting, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Solve, from: InProgress, to: Solved, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Solve, from: Waiting, to: Solved, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Close, from: Solved, to: Closed, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Reopen, from: Solved, to: Reopened, needs: Permission.WorkOnTickets)
        .Allow(TicketAction.Reopen, from: Closed, to: Reopened, needs: Permission.WorkOnTickets);
}

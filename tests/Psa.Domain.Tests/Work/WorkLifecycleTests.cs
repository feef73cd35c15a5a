using Ardalis.SmartEnum;
using Psa.Lifecycles;
using Psa.Work;

namespace Psa.Domain.Tests.Work;

/// <summary>How tickets, projects and time change their status: each table as a whole.</summary>
public sealed class WorkLifecycleTests
{
    [Fact]
    public void Tickets_go_where_the_table_says() => Assert.Equal(
        """
        New Start InProgress
        InProgress Wait Waiting
        InProgress Solve Solved
        Waiting Start InProgress
        Waiting Solve Solved
        Solved Close Closed
        Solved Reopen Reopened
        Closed Reopen Reopened
        Reopened Start InProgress
        """.ReplaceLineEndings("\n"),
        Draw(TicketLifecycle.Table, TicketStatus.All));

    [Fact]
    public void Projects_go_where_the_table_says() => Assert.Equal("Open Close Closed\nClosed Reopen Open", Draw(ProjectLifecycle.Table, ProjectStatus.All));

    [Fact]
    public void Time_goes_where_the_table_says() => Assert.Equal(
        """
        Draft Submit Submitted
        Submitted Approve Approved
        Submitted Reject Rejected
        Approved Unapprove Submitted
        Rejected Revise Draft
        """.ReplaceLineEndings("\n"),
        Draw(TimeLifecycle.Table, TimeStatus.All));

    private static string Draw<TStatus, TAction>(Lifecycle<TStatus, TAction> table, ValueList<TStatus> all)
        where TStatus : SmartEnum<TStatus>
        where TAction : struct, Enum => string.Join('\n', all.AsEnumerable().SelectMany(from => table.ActionsFrom(from).AsEnumerable().Select(action => $"{from.Name} {action} {table.Next(from, action).Name}")));
}

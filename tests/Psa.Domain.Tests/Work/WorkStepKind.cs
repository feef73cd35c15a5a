namespace Psa.Domain.Tests.Work;

/// <summary>What can be done to tickets, projects and time.</summary>
public enum WorkStepKind
{
    Open,
    Start,
    Wait,
    Solve,
    Close,
    Reopen,
    OpenProject,
    CloseProject,
    ReopenProject,
    Log,
    LogOnProject,
    Change,
    Delete,
    Submit,
    Approve,
    Reject,
    Revise,
    Unapprove,
    Bill,
}

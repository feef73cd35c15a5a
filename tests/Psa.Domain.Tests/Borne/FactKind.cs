namespace Psa.Domain.Tests.Borne;

/// <summary>All that can happen to a contract part and its items.</summary>
public enum FactKind
{
    Run,
    RollBack,
    Issue,
    Quantity,
    Price,
    Discount,
    Scheme,
    MinimumQuantity,
    Withdraw,
    Escalate,
    Cycle,
    Timing,
    Proration,
    WithdrawCycle,
    Suspend,
    Terminate,
    Reinstate,
    MoveStart,
    EndPart,
    Trial,
    Use,
    Cancel,
    Override,
    Move,
    Credit,
    Release,
}

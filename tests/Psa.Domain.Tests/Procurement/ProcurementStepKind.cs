namespace Psa.Domain.Tests.Procurement;

/// <summary>What people do with demands.</summary>
internal enum ProcurementStepKind
{
    Ask,
    Cancel,
    Receive,
    CarryAway,
    Order,
    Build,
    ReceiveOrdered,
    CancelReceipt,
    CloseLine,
    CancelOrder,
    OrderStraight,
    ReceiveStraight,
    CancelStraight,
    Pick,
    Unpick,
    Deliver,
    Undo,
    Hold,
    Free,
    Approve,
    Reject,
    SwitchNotices,
}

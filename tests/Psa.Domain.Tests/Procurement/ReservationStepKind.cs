namespace Psa.Domain.Tests.Procurement;

/// <summary>What people do with quotes, and goods that are kept for them.</summary>
internal enum ReservationStepKind
{
    Receive,
    Ask,
    Pick,
    Deliver,
    Draft,
    Activate,
    Reserve,
    Release,
    Change,
    Revise,
    Discard,
    Lose,
    Win,
    Order,
    CancelOrder,
    Submit,
    NextDay,
}

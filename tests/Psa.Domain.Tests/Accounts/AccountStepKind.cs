namespace Psa.Domain.Tests.Accounts;

/// <summary>What happens in a history of an account.</summary>
internal enum AccountStepKind
{
    Bill,
    Suspend,
    ChangeQuantity,
    CreditByAmount,
    CreditByQuantity,
    CreditOnDocument,
    CreditWhole,
    DraftOnly,
    DeleteDraft,
    Void,
    Release,
    Pay,
    PayInAdvance,
    Reverse,
    Refund,
    RefundCredit,
    WriteOff,
    MoveToCredit,
    ApplyCredit,
    SettleNote,
    ChangePayer,
}

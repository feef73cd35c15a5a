namespace Psa.Domain.Tests.Orders;

/// <summary>What is done to an order, and what must have been seen of it.</summary>
internal enum OrderStepKind
{
    Change,
    Submit,
    SubmitAndInvoice,
    Fulfil,
    FulfilAll,
    TakeBack,
    CancelRest,
    Cancel,
    Invoice,
    InvoiceAll,
    InvoiceAtOnce,
    RunIssues,
    IssueDraft,
    DeleteDraft,
    OverrideItem,
    CancelItem,
    ReleaseItem,
    MoveItem,
    CreditLine,
    CreditWithRelease,
    Void,
}

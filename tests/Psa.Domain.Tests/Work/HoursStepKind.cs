namespace Psa.Domain.Tests.Work;

/// <summary>What happens to hours that are sold: by a retainer, and by blocks sold once.</summary>
internal enum HoursStepKind
{
    SellOnce,
    EndRetainer,
    Bill,
    Calculate,
    RollBack,
    Cancel,
    Log,
    Approve,
    ApproveAll,
    Unapprove,
}

namespace Psa.Domain.Tests.Adjustments;

/// <summary>What happens to a family of customers whose billing is adjusted.</summary>
internal enum FamilyStepKind
{
    Perform,
    Retract,
    Credit,
    ChangeQuantity,
    Bill,
    Adjust,
    AdjustAll,
    Cancel,
    IssueLate,
    DeleteDraft,
    MovePayer,
    RefusedDelete,
    SetOff,
}

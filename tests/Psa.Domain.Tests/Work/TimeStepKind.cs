namespace Psa.Domain.Tests.Work;

/// <summary>What a history of time is made of.</summary>
internal enum TimeStepKind
{
    Log,
    LogMore,
    ApproveOne,
    ApproveAll,
    ApproveFree,
    ApproveCovered,
    ApproveOfLot,
    Unapprove,
    Bill,
    RollBack,
    Cancel,
    Override,
    Move,
    Release,
    Credit,
}

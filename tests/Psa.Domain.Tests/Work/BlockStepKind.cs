namespace Psa.Domain.Tests.Work;

/// <summary>What a history of block hours is made of.</summary>
internal enum BlockStepKind
{
    Approve,
    Unapprove,
}

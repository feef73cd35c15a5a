namespace Psa.Domain.Tests.Adjustments;

/// <summary>What happens in a history of adjustments.</summary>
internal enum AdjustmentStepKind
{
    Adjust,
    Change,
    Remove,
    Cancel,
}

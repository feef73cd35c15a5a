namespace Psa.Domain.Tests.Work;

/// <summary>A step of a walk.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Which">To which of the latest there are.</param>
internal readonly record struct WorkStep(WorkStepKind Kind, int Which);

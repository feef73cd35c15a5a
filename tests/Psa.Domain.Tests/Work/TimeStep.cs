namespace Psa.Domain.Tests.Work;

/// <summary>A step of a history of time.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Which">To which of those there are.</param>
/// <param name="Minutes">How many minutes.</param>
internal readonly record struct TimeStep(TimeStepKind Kind, int Which, int Minutes);

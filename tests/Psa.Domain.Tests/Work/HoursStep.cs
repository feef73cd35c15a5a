namespace Psa.Domain.Tests.Work;

/// <summary>A step of a history of hours.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Which">To which of those there are.</param>
/// <param name="Day">The day that it is about, from the start.</param>
/// <param name="Minutes">How many minutes.</param>
internal readonly record struct HoursStep(HoursStepKind Kind, int Which, int Day, int Minutes);

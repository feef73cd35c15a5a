namespace Psa.Domain.Tests.Returns;

/// <summary>A step of a history of returns.</summary>
/// <param name="Kind">What is tried.</param>
/// <param name="Which">Of what there is, which.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Cents">An amount.</param>
internal sealed record ReturnStep(ReturnStepKind Kind, int Which, int Quantity, int Cents);

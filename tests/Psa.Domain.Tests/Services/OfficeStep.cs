namespace Psa.Domain.Tests.Services;

/// <summary>Something that is done in an office: on a day from the contract's start, for some days, with an amount.</summary>
internal sealed record OfficeStep(OfficeStepKind Kind, int Day, int Length, decimal Amount);

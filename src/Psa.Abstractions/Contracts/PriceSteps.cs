using NodaTime;

namespace Psa.Contracts;

/// <summary>The steps of one escalation that an agreed price took.</summary>
/// <param name="First">The day of the first of them.</param>
/// <param name="Last">The day of the last of them.</param>
/// <param name="Rate">By how much each raised the price before it.</param>
/// <param name="Count">How many there are.</param>
public sealed record PriceSteps(LocalDate First, LocalDate Last, Percent Rate, int Count);

using NodaTime;

namespace Psa.Contracts;

/// <summary>The end of a contract before, or instead of, its agreed end.</summary>
/// <param name="LastDay">The last day billed, included.</param>
/// <param name="Reason">Why.</param>
public sealed record Termination(LocalDate LastDay, string Reason);

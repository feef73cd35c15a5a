using NodaTime;

namespace Psa.Contracts;

/// <summary>The end of a contract before, or instead of, its agreed end.</summary>
/// <param name="LastDay">The last day billed, included, whatever the rule said of the day that was asked for.</param>
/// <param name="Reason">Why.</param>
public sealed record Termination(LocalDate LastDay, string Reason);

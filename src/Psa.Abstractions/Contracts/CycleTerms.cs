using NodaTime;

namespace Psa.Contracts;

/// <summary>One entry of a contract's cycle timeline: where it starts, the old cycle's last period ends.</summary>
/// <param name="EffectiveFrom">The first day; an anniversary cycle is anchored here. The first entry's is the contract's first day.</param>
/// <param name="Cycle">The cycle.</param>
/// <param name="Timing">Whether periods are billed at their start or after their end.</param>
public sealed record CycleTerms(LocalDate EffectiveFrom, BillingCycle Cycle, BillingTiming Timing);

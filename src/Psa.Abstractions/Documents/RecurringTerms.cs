using Psa.Contracts;

namespace Psa.Documents;

/// <summary>How something that is quoted recurs.</summary>
/// <param name="Cycle">How often it is billed.</param>
/// <param name="Timing">Whether it is billed before its period or after it.</param>
/// <param name="TermMonths">For how many months, 1 or more; <see langword="null"/> for no end.</param>
public sealed record RecurringTerms(BillingCycle Cycle, BillingTiming Timing, int? TermMonths = null);

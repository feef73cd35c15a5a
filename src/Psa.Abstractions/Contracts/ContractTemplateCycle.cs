namespace Psa.Contracts;

/// <summary>One entry of a template's cycle timeline. What it leaves out stays as it was.</summary>
/// <param name="From">The day from which it holds.</param>
/// <param name="Cycle">A cycle of months, or <see langword="null"/> for as before.</param>
/// <param name="Weeks">How many weeks a period takes, of a cycle of weeks; else <see langword="null"/>.</param>
/// <param name="AnchorDays">A day on which a period of weeks begins: so many days after the entry's own.</param>
/// <param name="Timing">Whether periods are billed at their start or after their end; <see langword="null"/> for as before.</param>
/// <param name="Proration">How broken periods are charged; <see langword="null"/> for as before.</param>
public sealed record ContractTemplateCycle(
    StartOffset From,
    BillingCycle? Cycle = null,
    int? Weeks = null,
    int AnchorDays = 0,
    BillingTiming? Timing = null,
    ProrationPolicy? Proration = null);

using NodaTime;

namespace Psa.Contracts;

/// <summary>One period of a contract's cycle timeline: what a charge is for, what it is measured against, and how it is billed.</summary>
/// <param name="Agreed">The cycle as agreed.</param>
/// <param name="AgreedFrom">The day on which it starts, and at which an anniversary cycle is anchored.</param>
/// <param name="Cycle">The anchored cycle.</param>
/// <param name="Full">The full period, against which days are measured.</param>
/// <param name="Days">The part of it in which the cycle applies: cut where the timeline changes cycles.</param>
/// <param name="Timing">Whether it is billed at its start or after its end: what holds on its first day.</param>
/// <param name="Proration">How it is charged when it is broken: what holds on its first day.</param>
internal readonly record struct BillingSlot(
    BillingCycle Agreed, LocalDate AgreedFrom, AnchoredCycle Cycle, DatePeriod Full, DatePeriod Days, BillingTiming Timing, ProrationPolicy Proration)
{
    /// <summary>Gets the day that names the slot: it stays the same when coverage changes.</summary>
    public LocalDate Start => Days.Start;
}

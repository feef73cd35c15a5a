using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>One period of a contract's cycle timeline: what a charge is for, and what it is measured against.</summary>
/// <param name="Entry">The entry of the cycle timeline that it belongs to, from 0.</param>
/// <param name="Cycle">The anchored cycle.</param>
/// <param name="Full">The full period, against which days are measured.</param>
/// <param name="Days">The part of it in which the cycle applies: cut where the timeline changes cycles.</param>
internal readonly record struct BillingSlot(int Entry, AnchoredCycle Cycle, DatePeriod Full, DatePeriod Days)
{
    /// <summary>Gets the day that names the slot: it stays the same when coverage changes.</summary>
    public LocalDate Start => Days.Start;
}

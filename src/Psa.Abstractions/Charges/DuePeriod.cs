using Psa.Contracts;

namespace Psa.Charges;

/// <summary>A period that is due for billing.</summary>
/// <param name="Index">Its number in the cycle, <see cref="AnchoredCycle.Period"/>.</param>
/// <param name="Full">The full period, against which a stub is measured.</param>
/// <param name="Covered">The days of it that are covered.</param>
public readonly record struct DuePeriod(int Index, DatePeriod Full, DatePeriod Covered)
{
    /// <summary>Gets whether only a part of the period is covered.</summary>
    public bool IsStub => Full != Covered;
}

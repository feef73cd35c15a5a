using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>
/// Everything a charge was computed from, kept as data: recomputing from it gives exactly the stored amount,
/// and it can be said in words years later.
/// </summary>
public sealed record ChargeBasis
{
    /// <summary>Gets the full period against which days are measured.</summary>
    public required DatePeriod Period { get; init; }

    /// <summary>Gets the cycle that the period belongs to.</summary>
    public required BillingCycle Cycle { get; init; }

    /// <summary>Gets the day at which the cycle is anchored.</summary>
    public required LocalDate CycleFrom { get; init; }

    /// <summary>Gets the days that are charged: runs in order; none when nothing is charged any more.</summary>
    public required ValueList<DatePeriod> Covered { get; init; }

    /// <summary>Gets how the broken period is charged; usage and one-off charges are charged whole, as full periods.</summary>
    public required ProrationPolicy Proration { get; init; }

    /// <summary>Gets how amounts are rounded.</summary>
    public required Rounding Rounding { get; init; }

    /// <summary>Gets the terms in force on the charged days, ascending.</summary>
    public required ValueList<ChargeTerms> Terms { get; init; }

    /// <summary>Gets the units of the full period: its days with the default basis.</summary>
    public required long Units { get; init; }

    /// <summary>Gets the pieces, in order of days.</summary>
    public required ValueList<ChargePiece> Pieces { get; init; }

    /// <summary>Gets the sum of the pieces' nets.</summary>
    public required Money Net { get; init; }
}

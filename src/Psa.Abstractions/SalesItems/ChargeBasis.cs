using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>
/// Everything a charge was computed from, kept as data (spec 5, "Explanation"): recomputing from it gives exactly the stored amount,
/// and it can be said in words years later.
/// </summary>
public sealed record ChargeBasis
{
    /// <summary>Gets the full period against which days are measured.</summary>
    public required DatePeriod Period { get; init; }

    /// <summary>Gets the units of the full period: its days with the default basis.</summary>
    public required long Units { get; init; }

    /// <summary>Gets how the broken period was charged.</summary>
    public required ProrationPolicy Proration { get; init; }

    /// <summary>Gets how amounts were rounded.</summary>
    public required Rounding Rounding { get; init; }

    /// <summary>Gets the pieces, in order of days; none when nothing is charged any more.</summary>
    public required ValueList<ChargePiece> Pieces { get; init; }

    /// <summary>Gets the sum of the pieces' nets.</summary>
    public required Money Net { get; init; }
}

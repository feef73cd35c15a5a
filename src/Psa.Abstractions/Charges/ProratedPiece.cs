using Psa.Contracts;

namespace Psa.Charges;

/// <summary>A run of covered days of one period under the same terms, and what it costs.</summary>
/// <param name="Period">The days.</param>
/// <param name="Terms">The place of its terms among the entries, from 0.</param>
/// <param name="Amount">The exact amount of a full period that it is a part of; for <see cref="PieceDecomposition.ByDelta"/> the difference to the terms before.</param>
/// <param name="Units">Its units in the basis, for example days.</param>
/// <param name="OfUnits">The units of the full period.</param>
/// <param name="Net">What it costs, in whole minor units.</param>
internal readonly record struct ProratedPiece(DatePeriod Period, int Terms, ExactAmount Amount, long Units, long OfUnits, Money Net)
{
    /// <summary>Gets the part of the full period that is billed, in lowest terms.</summary>
    public ProrationFraction Fraction => ProrationFraction.Of(Units, OfUnits);
}

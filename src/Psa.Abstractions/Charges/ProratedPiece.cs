using Psa.Contracts;

namespace Psa.Charges;

/// <summary>A run of covered days of one period under the same terms, and what it costs.</summary>
/// <param name="Period">The days.</param>
/// <param name="Terms">The place of its terms among the entries, from 0; for <see cref="PieceDecomposition.ByDelta"/> it costs the difference to the terms before.</param>
/// <param name="Units">Its units in the basis, for example days.</param>
/// <param name="Net">What it costs, in whole minor units.</param>
internal readonly record struct ProratedPiece(DatePeriod Period, int Terms, long Units, Money Net);

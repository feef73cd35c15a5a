using Psa.Contracts;

namespace Psa.Charges;

/// <summary>What lines and explanations ask of a stored basis.</summary>
internal static class ChargeBases
{
    /// <summary>Tells whether the period is charged whole or not at all, whatever days of it are covered.</summary>
    internal static bool IsWhole(this ChargeBasis basis) => basis.Proration.Basis.Kind is ProrationBasisKind.FullPeriod or ProrationBasisKind.Waive;

    /// <summary>Gets the piece that holds the amount of a period that is charged whole.</summary>
    internal static ChargePiece ChargedPiece(this ChargeBasis basis)
    {
        foreach (var piece in basis.Pieces)
        {
            if (piece.Units > 0)
            {
                return piece;
            }
        }

        return basis.Pieces[0];
    }

    /// <summary>Gets the days from the first that is charged to the last.</summary>
    internal static DatePeriod Days(this ChargeBasis basis) => DatePeriod.Create(basis.Covered[0].Start, basis.Covered[^1].EndExclusive);

    /// <summary>Gives the terms that a piece by change replaces: those of the pieces before it that began earlier.</summary>
    /// <returns>Their place; <see langword="null"/> for what replaces nothing.</returns>
    internal static int? ReplacedBy(this ChargeBasis basis, ChargePiece piece)
    {
        int? replaced = null;
        foreach (var other in basis.Pieces)
        {
            if (other.Terms < piece.Terms)
            {
                replaced = other.Terms;
            }
        }

        return replaced;
    }
}

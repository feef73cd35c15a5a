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

    /// <summary>Tells whether a change of terms is a piece of its own, beside the one it changes.</summary>
    internal static bool IsByDelta(this ChargeBasis basis) => basis.Proration is { Style: ProrationStyle.PerPiece, Decomposition: PieceDecomposition.ByDelta };

    /// <summary>Counts the units that are charged: by change, a piece runs to the end beside the one it changes, and its days count once.</summary>
    internal static long ChargedUnits(this ChargeBasis basis)
    {
        var (units, terms) = (0L, basis.Pieces.IsEmpty ? 0 : basis.Pieces[0].Terms);
        foreach (var piece in basis.Pieces)
        {
            units += basis.IsByDelta() && piece.Terms != terms ? 0L : piece.Units;
        }

        return units;
    }

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

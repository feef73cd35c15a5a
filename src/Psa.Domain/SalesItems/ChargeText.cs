using System.Text;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>Says how a charge follows from its basis, a sentence a piece, so that each can be checked with a pocket calculator.</summary>
internal static class ChargeText
{
    internal static void Explain(ChargeKind kind, ChargeBasis basis, StringBuilder text)
    {
        foreach (var piece in basis.Pieces)
        {
            text.Append(Wording.Days(piece.Days)).Append(": ");
            ExplainPiece(basis, piece, text);
            text.Append(".\n");
        }

        if (kind == ChargeKind.Overage)
        {
            text.Line($"Billed after the period, since more was used than is billed in advance.");
        }

        if (basis.Pieces.Count > 1)
        {
            text.Line($"Together {basis.Net}: {Rounded(basis)}");
        }
    }

    private static string Rounded(ChargeBasis basis) => basis.Proration.Style == ProrationStyle.Cumulative
        ? $"the running total is rounded {Wording.Name(basis.Rounding)} at the end of each piece, so the pieces add up to the whole."
        : $"each piece is rounded {Wording.Name(basis.Rounding)} by itself.";

    private static void ExplainPiece(ChargeBasis basis, ChargePiece piece, StringBuilder text)
    {
        var currency = basis.Net.Currency;
        var terms = basis.Terms[piece.Terms];
        var full = TermsText.Explain(terms, currency, text);
        if (ReplacedBy(basis, piece) is { } replaced)
        {
            var before = new StringBuilder();
            full -= TermsText.Explain(replaced, currency, before);
            text.Put($", instead of {before}: a change of {Figures.Amount(full)}");
        }

        if (Share(basis, piece) is { } share)
        {
            text.Put($"; {share}: {piece.Net}");
        }
        else if (full != ExactAmount.Of(piece.Net))
        {
            text.Put($"{(basis.Pieces.Count == 1 ? $", rounded {Wording.Name(basis.Rounding)}" : string.Empty)}: {piece.Net}");
        }
    }

    // a piece by change is the difference to the terms of the piece before that began earlier
    private static ChargeTerms? ReplacedBy(ChargeBasis basis, ChargePiece piece) =>
        basis.Proration is { Style: ProrationStyle.PerPiece, Decomposition: PieceDecomposition.ByDelta } && basis.ReplacedBy(piece) is { } replaced ? basis.Terms[replaced] : null;

    private static string? Share(ChargeBasis basis, ChargePiece piece)
    {
        var isWhole = piece.Units == basis.Units && basis.Pieces.Count == 1;
        return basis.Proration.Basis.Kind switch
        {
            ProrationBasisKind.FullPeriod => isWhole && (IsCovered(basis) || IsUsed(basis, piece)) ? null : "charged in full",
            ProrationBasisKind.Waive => piece.Units == 0 ? "waived, since not all days are covered" : null,
            _ when isWhole => null,
            ProrationBasisKind.ActualDays => Wording.Invariant($"{piece.Units} of the {basis.Units} days from {Wording.Days(basis.Period)}"),
            _ => $"{Fraction(piece.Units, basis.Units)} of {Wording.Days(basis.Period)} ({Wording.Name(basis.Proration.Basis)})",
        };
    }

    private static bool IsCovered(ChargeBasis basis) => basis.Covered.Count == 1 && basis.Covered[0] == basis.Period;

    // what was used is never a part of something
    private static bool IsUsed(ChargeBasis basis, ChargePiece piece) => basis.Terms[piece.Terms].QuantityOrigin != QuantityOrigin.Terms;

    private static string Fraction(long units, long all) => units == 0 ? "nothing" : ProrationFraction.Of(units, all).ToString();
}

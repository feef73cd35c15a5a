using System.Text;
using Psa.Charges;
using Psa.Contracts;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>Says how a charge follows from its basis, a sentence a piece, so that each can be checked with a pocket calculator.</summary>
internal static class ChargeText
{
    internal static void Explain(ChargeKind kind, ChargeBasis basis, Speaker speaker, StringBuilder text)
    {
        foreach (var piece in basis.Pieces)
        {
            text.Append(speaker.Days(piece.Days)).Append(": ");
            ExplainPiece(basis, piece, speaker, text);
            text.Append(".\n");
        }

        if (kind == ChargeKind.Overage)
        {
            text.Line(speaker.Words.AfterThePeriod);
        }

        if (basis.Pieces.Count > 1)
        {
            var how = speaker.Name(basis.Rounding);
            var rounded = basis.Proration.Style == ProrationStyle.Cumulative ? speaker.Words.RoundedTogether(how) : speaker.Words.RoundedEach(how);
            text.Line($"{speaker.Words.Together(speaker.Amount(basis.Net))}: {rounded}.");
        }
    }

    /// <summary>Says which part of a period is charged; <see langword="null"/> where that needs no word.</summary>
    internal static string? Share(ChargeBasis basis, ChargePiece piece, Speaker speaker)
    {
        var isWhole = piece.Units == basis.Units && basis.Pieces.Count == 1;
        return basis.Proration.Basis.Kind switch
        {
            ProrationBasisKind.FullPeriod => isWhole && (IsCovered(basis) || IsUsed(basis, piece)) ? null : speaker.Words.InFull,
            ProrationBasisKind.Waive => piece.Units == 0 ? speaker.Words.Waived : null,
            _ when isWhole => null,
            ProrationBasisKind.ActualDays => speaker.Words.DaysOf(piece.Units, basis.Units, speaker.Days(basis.Period)),
            _ => $"{speaker.Words.PartOf(Fraction(piece.Units, basis.Units), speaker.Days(basis.Period))} ({speaker.Name(basis.Proration.Basis)})",
        };
    }

    internal static string Fraction(long units, long all) => units == 0 ? "0" : ProrationFraction.Of(units, all).ToString();

    private static void ExplainPiece(ChargeBasis basis, ChargePiece piece, Speaker speaker, StringBuilder text)
    {
        var currency = basis.Net.Currency;
        var full = new TermsText(speaker, currency, text).Explain(basis.Terms[piece.Terms]);
        if (ReplacedBy(basis, piece) is { } replaced)
        {
            var before = new StringBuilder();
            full -= new TermsText(speaker, currency, before).Explain(replaced);
            text.Append($", {speaker.Words.InsteadOf(before.ToString())}: {speaker.Words.ChangeOf(speaker.Amount(full))}");
        }

        if (Share(basis, piece, speaker) is { } share)
        {
            text.Append($"; {share}: {speaker.Amount(piece.Net)}");
        }
        else if (full != ExactAmount.Of(piece.Net))
        {
            var rounded = basis.Pieces.Count == 1 ? $", {speaker.Words.Rounded(speaker.Name(basis.Rounding))}" : string.Empty;
            text.Append($"{rounded}: {speaker.Amount(piece.Net)}");
        }
    }

    // a piece by change is the difference to the terms of the piece before that began earlier
    private static ChargeTerms? ReplacedBy(ChargeBasis basis, ChargePiece piece) =>
        basis.IsByDelta() && basis.ReplacedBy(piece) is { } replaced ? basis.Terms[replaced] : null;

    private static bool IsCovered(ChargeBasis basis) => basis.Covered.Count == 1 && basis.Covered[0] == basis.Period;

    // what was used is never a part of something
    private static bool IsUsed(ChargeBasis basis, ChargePiece piece) => basis.Terms[piece.Terms].QuantityOrigin != QuantityOrigin.Terms;
}

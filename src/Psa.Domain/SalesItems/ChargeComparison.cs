using System.Text;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>Says what made one charge differ from another of the same part.</summary>
internal static class ChargeComparison
{
    internal static void Compare(SalesItem item, SalesItem previous, StringBuilder text)
    {
        var before = text.Length;
        if (item.Basis is { Terms: [.., var terms] } now && previous.Basis is { Terms: [.., var old] } then)
        {
            Terms(terms, old, text);
            Days(now, then, text);
        }

        foreach (var one in (ReadOnlySpan<SalesItem>)[item, previous])
        {
            if (one.BilledBefore is not null)
            {
                text.Line($"The item of {On(one)} is a correction: it bills only the difference.");
            }

            if (one.Override is { } decision)
            {
                text.Line($"{decision.By} set the net of {On(one)}: {Wording.Sentence(decision.Reason)}");
            }
        }

        if (text.Length == before)
        {
            text.Line($"Nothing changed but the period.");
        }
    }

    private static void Terms(ChargeTerms now, ChargeTerms then, StringBuilder text)
    {
        if (now.Quantity != then.Quantity || now.QuantityOrigin != then.QuantityOrigin)
        {
            text.Line($"The quantity is {Quantity(now)} instead of {Quantity(then)}.");
        }

        if (now.Committed != then.Committed)
        {
            text.Line($"Billed in advance are {Figures.Quantity(now.Committed ?? 0m)} instead of {Figures.Quantity(then.Committed ?? 0m)}.");
        }

        if (now.UnitPrice != then.UnitPrice)
        {
            text.Line($"The price is {Price(now)} instead of {Price(then)}.");
        }

        if (now.Cost != then.Cost)
        {
            text.Line($"The vendor's cost is {Cost(now)} instead of {Cost(then)}.");
        }

        if (now.Pricing != then.Pricing)
        {
            text.Line($"The tariff is another.");
        }

        if (now.Discount != then.Discount)
        {
            text.Line($"The discount is {now.Discount?.ToString() ?? "none"} instead of {then.Discount?.ToString() ?? "none"}.");
        }
    }

    private static void Days(ChargeBasis now, ChargeBasis then, StringBuilder text)
    {
        var (a, b) = (Charged(now), Charged(then));
        if (a != now.Units || b != then.Units)
        {
            text.Line($"{Share(now, a)} instead of {Share(then, b)}.");
        }

        if (now.Terms.Count != then.Terms.Count)
        {
            text.Line($"The terms changed within {Wording.Days(now.Terms.Count > then.Terms.Count ? now.Period : then.Period)}.");
        }
    }

    private static string Share(ChargeBasis basis, long charged) => basis.Proration.Basis.Kind == ProrationBasisKind.ActualDays
        ? Wording.Invariant($"{charged} of {basis.Units} days")
        : $"{(charged == 0 ? "nothing" : ProrationFraction.Of(charged, basis.Units).ToString())} of the period";

    // by change, a piece runs to the end beside the one it changes: the days are those that are covered
    private static long Charged(ChargeBasis basis)
    {
        var (units, terms) = (0L, basis.Pieces.IsEmpty ? 0 : basis.Pieces[0].Terms);
        foreach (var piece in basis.Pieces)
        {
            units += basis.Proration is { Style: ProrationStyle.PerPiece, Decomposition: PieceDecomposition.ByDelta } && piece.Terms != terms ? 0L : piece.Units;
        }

        return units;
    }

    private static string Quantity(ChargeTerms terms) => $"{Figures.Quantity(terms.Quantity)} ({Wording.Origin(terms.QuantityOrigin)})";

    private static string Price(ChargeTerms terms) => terms.UnitPrice is { } price ? $"{Figures.Price(price)} ({Wording.Origin(terms.PriceOrigin)})" : "that of the tariff";

    private static string Cost(ChargeTerms terms) => terms.Cost is { } cost ? Figures.Amount(cost) : "none";

    private static string On(SalesItem item) => item.Period is { } period ? Wording.Days(period) : Wording.On(item.BillingDate);
}

using System.Text;
using Psa.Charges;
using Psa.Contracts;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>Says what made one charge differ from another of the same part.</summary>
internal static class ChargeComparison
{
    internal static void Compare(SalesItem item, SalesItem previous, Speaker speaker, StringBuilder text)
    {
        var (before, words) = (text.Length, speaker.Words);
        if (item.Basis is { Terms: [.., var terms] } now && previous.Basis is { Terms: [.., var old] } then)
        {
            Terms(terms, old, speaker, text);
            Days(now, then, speaker, text);
        }

        foreach (var one in (ReadOnlySpan<SalesItem>)[item, previous])
        {
            if (one.BilledBefore is not null)
            {
                text.Line(words.OnlyDifference(Explanations.Period(one, speaker)));
            }

            if (one.Override is { } decision)
            {
                text.Line($"{words.NetWasSet(decision.By, Explanations.Period(one, speaker))}: {Wording.Sentence(decision.Reason)}");
            }
        }

        if (text.Length == before)
        {
            text.Line(words.NothingChanged);
        }
    }

    private static void Terms(ChargeTerms now, ChargeTerms then, Speaker speaker, StringBuilder text)
    {
        var words = speaker.Words;
        if (now.Quantity != then.Quantity || now.QuantityOrigin != then.QuantityOrigin)
        {
            Changed(words.Quantity, speaker.Quantity(now.Quantity, now.QuantityOrigin), speaker.Quantity(then.Quantity, then.QuantityOrigin));
        }

        if (now.Committed != then.Committed)
        {
            Changed(words.BilledInAdvance, speaker.Quantity(now.Committed ?? 0m), speaker.Quantity(then.Committed ?? 0m));
        }

        if (now.UnitPrice != then.UnitPrice || now.VolumeDiscount != then.VolumeDiscount)
        {
            Changed(words.Price, Price(now), Price(then));
        }

        if (now.Cost != then.Cost)
        {
            Changed(words.Cost, Cost(now), Cost(then));
        }

        if (now.Pricing != then.Pricing)
        {
            text.Line(words.OtherTariff);
        }

        if (now.Discount != then.Discount)
        {
            Changed(words.DiscountName, Discount(now), Discount(then));
        }

        void Changed(string what, string after, string before) => text.Line($"{what}: {after} {words.InsteadOf(before)}.");

        string Price(ChargeTerms terms) => terms.UnitPrice is { } price ? $"{speaker.Each(price, terms.VolumeDiscount)} ({speaker.Origin(terms.PriceOrigin)})" : words.PriceOfTariff;

        string Cost(ChargeTerms terms) => terms.Cost is { } cost ? speaker.Amount(cost) : words.Nothing;

        string Discount(ChargeTerms terms) => terms.Discount is { } discount ? speaker.Discount(discount) : words.None;
    }

    private static void Days(ChargeBasis now, ChargeBasis then, Speaker speaker, StringBuilder text)
    {
        var (a, b) = (now.ChargedUnits(), then.ChargedUnits());
        if (a != now.Units || b != then.Units)
        {
            text.Line($"{speaker.Words.Share}: {Share(now, a, speaker)} {speaker.Words.InsteadOf(Share(then, b, speaker))}.");
        }

        if (now.Terms.Count != then.Terms.Count)
        {
            text.Line(speaker.Words.TermsChanged(speaker.Days(now.Terms.Count > then.Terms.Count ? now.Period : then.Period)));
        }
    }

    private static string Share(ChargeBasis basis, long charged, Speaker speaker) => basis.Proration.Basis.Kind == ProrationBasisKind.ActualDays
        ? speaker.Words.DaysCharged(charged, basis.Units)
        : speaker.Words.PartOfPeriod(ChargeText.Fraction(charged, basis.Units));
}

using System.Linq;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>Finds what a customer may make of a quote at most: which choice of its lines comes to the most by some measure.</summary>
internal static class QuoteExtremes
{
    // where lines add up, one round finds the most; more are needed where a choice doesn't fit the discounts until another line is chosen too
    private const int Rounds = 3;

    /// <summary>Gives the choice by which a quote comes to the most. It begins with what is proposed, and takes each option and each alternative by which it becomes more.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="measure">Measures a choice: the places of the chosen lines that are for choice, and what the quote comes to.</param>
    /// <returns>The choice, with what it comes to; <see langword="null"/> where no choice fits the discounts.</returns>
    internal static (ValueList<int> Chosen, QuoteTotals Totals)? Most(Quote quote, Func<ValueList<int>, QuoteTotals, decimal> measure)
    {
        var chosen = QuoteChoices.Chosen(quote.Lines);
        var best = TotalsOf(quote, chosen);
        var most = best is null ? decimal.MinValue : measure(chosen, best);
        for (var (round, isMore) = (0, true); isMore && round < Rounds; round++)
        {
            isMore = false;
            for (var place = 0; place < quote.Lines.Count; place++)
            {
                if (Turned(quote.Lines, chosen, place) is { } other && TotalsOf(quote, other) is { } totals && (best is null || measure(other, totals) > most))
                {
                    (chosen, best, most, isMore) = (other, totals, measure(other, totals), true);
                }
            }
        }

        return best is null ? null : (chosen, best);
    }

    // with an option that wasn't chosen, or without one that was; with an alternative in place of that of its group
    private static ValueList<int>? Turned(ValueList<DocumentLine> lines, ValueList<int> chosen, int place)
    {
        var isChosen = chosen.Contains(place);
        if (!QuoteChoices.IsForChoice(lines[place]) || (isChosen && lines[place].Offered().Choice == LineChoice.Alternative))
        {
            return null;
        }

        var group = lines[place].Offered().Choice == LineChoice.Alternative ? lines[place].Offer!.Group : null;
        var others = chosen.AsEnumerable().Where(other => other != place && (group is null || lines[other].Offered().Choice != LineChoice.Alternative || lines[other].Offer!.Group != group));
        return isChosen ? others.ToValueList() : [.. others, place];
    }

    // a choice that the discounts don't fit is refused when somebody accepts it
    private static QuoteTotals? TotalsOf(Quote quote, ValueList<int> chosen)
    {
        try
        {
            return quote.Sum(chosen);
        }
        catch (RuleViolationException)
        {
            return null;
        }
    }
}

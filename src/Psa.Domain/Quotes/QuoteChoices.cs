using System.Linq;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>
/// What of a quote is chosen (R-OPTIONAL). A line that is for choice is named by its place, of a bundle by that of its heading, whose components go with it.
/// </summary>
internal static class QuoteChoices
{
    /// <summary>The most months of a term: a century.</summary>
    internal const int MostMonths = 1200;

    /// <summary>Gives how a line is offered.</summary>
    internal static LineOffer Offered(this DocumentLine line) => line.Offer ?? LineOffer.Usual;

    /// <summary>Gives how a line that somebody writes is offered; <see langword="null"/> for what is part of the quote and sold once.</summary>
    internal static LineOffer? OfferOf(NewQuoteLine line)
    {
        var offer = new LineOffer(line.Choice, line.Choice == LineChoice.Included || line.IsChosen, line.Group, line.Recurring);
        return offer == LineOffer.Usual ? null : offer;
    }

    /// <summary>Lets the components of bundles be offered as their headings are.</summary>
    internal static ValueList<DocumentLine> WithOffers(ValueList<DocumentLine> lines)
    {
        var heading = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            heading = lines[i].Bundle == BundleRole.Component ? heading : i;
            lines = heading < 0 || lines[i].Offer == lines[heading].Offer ? lines : lines.SetItem(i, lines[i] with { Offer = lines[heading].Offer });
        }

        return lines;
    }

    /// <summary>Finds what is wrong with how lines are offered, but for what is chosen of a group: a draft may leave that open.</summary>
    /// <param name="lines">What somebody writes.</param>
    /// <returns>Each problem with its line.</returns>
    internal static ValueList<Problem> Validate(ValueList<NewQuoteLine> lines)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, where) = (lines[i], FormattableString.Invariant($"Lines[{i}]"));
            if (line.Choice == LineChoice.Alternative && string.IsNullOrEmpty(line.Group))
            {
                problems.Add(new(QuoteErrors.BadChoice, "An alternative needs a group, which all of those have of which one is chosen: name it.", $"{where}.{nameof(line.Group)}"));
            }
            else if (line.Choice != LineChoice.Alternative && line.Group is not null)
            {
                problems.Add(new(QuoteErrors.BadChoice, "Only an alternative has a group: leave it out, or make the line an alternative.", $"{where}.{nameof(line.Group)}"));
            }

            if (line.Line.IsNote && OfferOf(line) is not null)
            {
                problems.Add(new(QuoteErrors.BadChoice, "A note bills nothing: it neither recurs nor is for choice.", where));
            }

            if (line.Recurring?.TermMonths is < 1 or > MostMonths)
            {
                problems.Add(new(QuoteErrors.BadTerm, FormattableString.Invariant($"A term has 1 to {MostMonths} months, or no end."), $"{where}.{nameof(line.Recurring)}"));
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Gives the places of the lines that are for choice and chosen as the quote stands.</summary>
    internal static ValueList<int> Chosen(ValueList<DocumentLine> lines)
    {
        var chosen = new List<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsForChoice(lines[i]) && lines[i].Offered().IsChosen)
            {
                chosen.Add(i);
            }
        }

        return chosen.ToValueList();
    }

    /// <summary>Tells of each line whether it counts when these are chosen: what is included always does, and a component as its heading.</summary>
    /// <param name="lines">The lines of a quote.</param>
    /// <param name="chosen">The places of the chosen lines that are for choice.</param>
    internal static bool[] Counting(ValueList<DocumentLine> lines, ValueList<int> chosen)
    {
        var counts = new bool[lines.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = lines[i].Bundle == BundleRole.Component && i > 0 ? counts[i - 1]
                : lines[i].Offered().Choice == LineChoice.Included || chosen.Contains(i);
        }

        return counts;
    }

    /// <summary>Refuses a choice that isn't one of the quote: each place is a line that is for choice, and of each group of alternatives exactly one is chosen.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="chosen">The places of the chosen lines that are for choice.</param>
    /// <exception cref="RuleViolationException"><c>quote.bad_choice</c>.</exception>
    internal static void RequireChoice(this Quote quote, ValueList<int> chosen)
    {
        foreach (var place in chosen)
        {
            if (place < 0 || place >= quote.Lines.Count || !IsForChoice(quote.Lines[place]) || chosen.AsEnumerable().Count(other => other == place) > 1)
            {
                throw Bad(quote, $"The line {place} isn't for choice, or is chosen twice: name each chosen optional or alternative line once, by its place from 0, of a bundle its heading.");
            }
        }

        foreach (var group in Groups(quote.Lines))
        {
            var count = chosen.AsEnumerable().Count(place => quote.Lines[place].Offered() is { Choice: LineChoice.Alternative } offer && offer.Group == group);
            if (count != 1)
            {
                throw Bad(quote, $"Of the alternatives '{group}' {count} are chosen: choose exactly one.");
            }
        }
    }

    /// <summary>Tells whether a line is for choice; of a bundle only its heading is.</summary>
    internal static bool IsForChoice(DocumentLine line) => line.Bundle != BundleRole.Component && line.Offered().Choice != LineChoice.Included;

    private static IEnumerable<string?> Groups(ValueList<DocumentLine> lines) =>
        lines.AsEnumerable().Where(static line => line.Offered().Choice == LineChoice.Alternative).Select(static line => line.Offer!.Group).Distinct(StringComparer.Ordinal);

    private static RuleViolationException Bad(Quote quote, FormattableString message) =>
        new RuleViolationException(QuoteErrors.BadChoice, FormattableString.Invariant(message), quote.Id.Value).At("Chosen");
}

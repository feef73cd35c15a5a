using Psa.Documents;
using Psa.Languages;

namespace Psa.Invoices;

/// <summary>What documents show of their lines.</summary>
public static class InvoiceDisplay
{
    /// <summary>Gives the lines as the document shows them: grouped as their contracts and the payer had it when it was drafted.</summary>
    /// <param name="document">The document, a draft or issued.</param>
    /// <param name="languages">The host's own languages, which go before those of the library: groups of the same days say these.</param>
    /// <returns>The groups, whose nets add up to <see cref="DocumentTotals.LineTotal"/>, and the appendix of what was grouped. A document without grouping shows its lines.</returns>
    [Pure]
    public static ShownLines Shown(this Invoice document, params IEnumerable<ILanguage> languages)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(languages);
        var lines = new List<LineToShow>(document.Lines.Count);
        var (section, left) = (0, document.Subtotals.IsEmpty ? int.MaxValue : document.Subtotals[0].Lines);
        for (var i = 0; i < document.Items.Count; i++)
        {
            var item = document.Items[i];
            for (var end = lines.Count + item.Lines; lines.Count < end;)
            {
                for (; left == 0; left = document.Subtotals[++section].Lines)
                {
                    // a subtotal of no lines
                }

                lines.Add(new(document.Lines[lines.Count], document.Totals.Lines[lines.Count], item.Grouping, item.Customer, item.GroupedBy, i, section));
                left--;
            }
        }

        // a credit note by hand has lines of no item
        for (var i = lines.Count; i < document.Lines.Count; i++)
        {
            lines.Add(new(document.Lines[i], document.Totals.Lines[i], default, document.Customer, Source: null, -1, section));
        }

        return LineGroups.Of(lines, document.Rounding, new LanguageSet(languages).Find(document.Language));
    }
}

using System.Linq;
using Psa.Documents;

namespace Psa.Orders;

/// <summary>What somebody may write on an order of a quote: its lines are those of the quote, and only their texts are free.</summary>
internal static class QuotedLines
{
    /// <summary>Gives the lines of an order of a quote with other texts.</summary>
    /// <param name="order">The order.</param>
    /// <param name="content">What somebody writes on it: no lines to leave them as they are, or all of them as they were read, with their texts.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="ValidationFailedException"><c>order.of_quote</c>: each place where lines, discounts, charges or price list are others than the quote's.</exception>
    internal static ValueList<DocumentLine> Write(Order order, OrderContent content)
    {
        var problems = new List<Problem>();
        Require(content.PriceList is null || content.PriceList == order.PriceList, nameof(content.PriceList));
        Require(content.Discounts.IsEmpty || content.Discounts == order.Discounts, nameof(content.Discounts));
        Require(content.Charges.IsEmpty || Same(content.Charges, order.Charges), nameof(content.Charges));
        var lines = order.Lines;
        if (!content.Lines.IsEmpty)
        {
            var cut = BundleLines.Cut(lines);
            Require(content.Lines.Count == cut.Count, nameof(content.Lines));
            for (var i = 0; i < cut.Count && content.Lines.Count == cut.Count; i++)
            {
                var (written, known) = (content.Lines[i], lines[cut[i].First]);
                Require(!string.IsNullOrWhiteSpace(written.Text) && Same(written, known), FormattableString.Invariant($"Lines[{i}]"));
                lines = lines.SetItem(cut[i].First, known with { Text = written.Text });
            }
        }

        ValidationFailedException.ThrowIfAny(problems.ToValueList(), order.Id.Value);
        return lines;

        void Require(bool isSame, string field)
        {
            if (!isSame)
            {
                problems.Add(new(OrderErrors.OfQuote, "The order is of a quote, and sells what that offers: leave it as it is, and revise or requote what is to be another.", field));
            }
        }
    }

    private static bool Same(NewDocumentLine written, DocumentLine known) =>
        written.IsNote == known.IsNote
        && (known.IsNote || (
            written.Product == known.Product
            && written.Quantity == known.Quantity
            && (written.Unit ?? known.Unit) == known.Unit
            && (written.UnitPrice ?? known.UnitPrice) == known.UnitPrice
            && written.Discount == known.Discount
            && (written.TaxCode ?? known.TaxCode) == known.TaxCode));

    private static bool Same(ValueList<NewDocumentCharge> written, ValueList<DocumentCharge> known) =>
        written.AsEnumerable().Select(static charge => (charge.Amount, charge.Reason)).SequenceEqual(known.AsEnumerable().Select(static charge => (charge.Amount, charge.Reason)));
}

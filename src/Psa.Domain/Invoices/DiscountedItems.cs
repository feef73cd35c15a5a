using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>
/// What the discounts of a document mean to the items on it: an item whose facts are looked at again has its share decided when the document is issued, as an override of its net, so that no more is given back of it
/// than was billed, nor is the discount billed later (R-DECIDED). What lines by hand and adjustments billed is given back by their documents alone, and a deposit isn't discounted.
/// </summary>
internal static class DiscountedItems
{
    /// <summary>Gives the places of a document's items that its discounts are decided of, each with its first line; none of a credit note by hand, whose discounts are those of its invoice.</summary>
    /// <param name="issued">The document.</param>
    internal static IEnumerable<(Id<SalesItem> Item, int First)> Of(Invoice issued)
    {
        var first = 0;
        foreach (var item in issued.Discounts.IsEmpty || issued.Credit is not null ? [] : issued.Items)
        {
            if (item.Source is not (SalesItemSource.Manual or SalesItemSource.Adjustment or SalesItemSource.Deposit))
            {
                yield return (item.Item, first);
            }

            first += item.Lines;
        }
    }

    /// <summary>Takes its share of the document's discounts off an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="issued">The document.</param>
    /// <param name="first">Its first line on that.</param>
    /// <param name="by">Who issues it.</param>
    /// <returns>The item; the same when it has no share.</returns>
    internal static SalesItem Discounted(this SalesItem item, Invoice issued, int first, string by)
    {
        var amounts = new Money[item.Lines.Count];
        var isDiscounted = false;
        for (var i = 0; i < amounts.Length; i++)
        {
            var totals = issued.Totals.Lines[first + i];
            var discount = totals.Gross is { } gross ? gross - totals.Total : totals.Discount;
            amounts[i] = issued.Lines[first + i].Amount - discount;
            isDiscounted |= !discount.IsZero;
        }

        return isDiscounted ? item.Decided(amounts, new(by, issued.IssuedAt!.Value, ReasonOf(issued))) : item;
    }

    private static string ReasonOf(Invoice issued) => CreditNotes.ReasonOf(issued.Discounts) is { Length: > 0 } reason ? reason : "discount on the document";
}

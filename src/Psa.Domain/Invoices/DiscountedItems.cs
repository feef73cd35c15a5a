using System.Linq;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>
/// What the discounts of a document mean to the items on it: an item whose facts are looked at again has its share decided when the document is issued, as an override of its net, so that no more is given back of it
/// than was billed, nor is the discount billed later (R-DECIDED). What lines by hand and adjustments billed is given back by their documents alone, and a deposit isn't discounted.
/// </summary>
internal static class DiscountedItems
{
    /// <summary>Gives the items of a document that its discounts are decided of, each with its first line; none of a credit note by hand, whose discounts are those of its invoice.</summary>
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

    /// <summary>Takes their shares of the document's discounts off items. What a charge and its correction have of one period is one share, of the charge: seen by itself a correction would be reduced, and what it doesn't give back billed.</summary>
    /// <param name="items">The items, each with its first line on the document.</param>
    /// <param name="issued">The document.</param>
    /// <param name="by">Who issues it.</param>
    /// <returns>Those that have a share, as they were and as they are.</returns>
    internal static List<(SalesItem Before, SalesItem After)> Discounted(List<(SalesItem Item, int First)> items, Invoice issued, string by)
    {
        var (changed, reason) = (new List<(SalesItem, SalesItem)>(), CreditNotes.ReasonOf(issued.Discounts) is { Length: > 0 } said ? said : "discount on the document");
        foreach (var ofPeriod in items.GroupBy(static own => (own.Item.Source, own.Item.SourceId, own.Item.SourceLine, own.Item.Charge, own.Item.PeriodStart)))
        {
            var lines = ofPeriod.SelectMany(static own => Enumerable.Range(own.First, own.Item.Lines.Count)).ToList();
            var shares = Netted(lines.ConvertAll(line => ShareOf(issued, line)));
            foreach (var (item, first) in ofPeriod)
            {
                var (at, isDiscounted) = (lines.IndexOf(first), false);
                var amounts = new Money[item.Lines.Count];
                for (var i = 0; i < amounts.Length; i++)
                {
                    amounts[i] = issued.Lines[first + i].Amount - shares[at + i];
                    isDiscounted |= !shares[at + i].IsZero;
                }

                if (isDiscounted)
                {
                    changed.Add((item, item.Decided(amounts, new(by, issued.IssuedAt!.Value, reason))));
                }
            }
        }

        return changed;
    }

    private static Money ShareOf(Invoice issued, int line)
    {
        var totals = issued.Totals.Lines[line];
        return totals.Gross is { } gross ? gross - totals.Total : totals.Discount;
    }

    // shares of both signs come off each other: what is left is of those of its sign
    private static List<Money> Netted(List<Money> shares)
    {
        if (!shares.Exists(static share => share.Sign > 0) || !shares.Exists(static share => share.Sign < 0))
        {
            return shares;
        }

        var sum = shares.Aggregate(static (sum, share) => sum + share);
        return sum.IsZero ? shares.ConvertAll(_ => sum) : [.. sum.Allocate(shares.ConvertAll(share => share.Sign == sum.Sign ? share.MinorUnits : 0L).ToArray())];
    }
}

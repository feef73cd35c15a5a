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

    /// <summary>
    /// Takes their shares of the document's discounts off items. What is decided of a charge and its correction of one period is what both together have of them: seen by itself a correction would be reduced, and what it doesn't
    /// give back billed. Nor is more decided of a period than is billed of it, where a discount by amount takes more of its lines than those below zero leave.
    /// </summary>
    /// <param name="items">The items, each with its first line on the document.</param>
    /// <param name="issued">The document.</param>
    /// <param name="by">Who issues it.</param>
    /// <returns>Those that have a share, as they were and as they are.</returns>
    internal static List<(SalesItem Before, SalesItem After)> Discounted(List<(SalesItem Item, int First)> items, Invoice issued, string by)
    {
        var (changed, reason) = (new List<(SalesItem, SalesItem)>(), CreditNotes.ReasonOf(issued.Discounts) is { Length: > 0 } said ? said : "discount on the document");
        foreach (var ofPeriod in items.GroupBy(static own => (own.Item.Source, own.Item.SourceId, own.Item.SourceLine, own.Item.Charge, own.Item.PeriodStart)))
        {
            var own = ofPeriod.ToList();
            var lines = own.ConvertAll(static one => Enumerable.Range(one.First, one.Item.Lines.Count).ToList());
            var all = lines.SelectMany(static line => line).ToList();
            var shares = new Queue<Money>(Within(Sum(all, line => issued.Lines[line].Amount, issued.Currency), all.ConvertAll(line => ShareOf(issued, line))));
            var ofLines = lines.ConvertAll(line => line.ConvertAll(_ => shares.Dequeue()));
            var ofItems = ofLines.ConvertAll(share => Sum(share, static one => one, issued.Currency));
            var decided = Netted(ofItems);
            for (var i = 0; i < own.Count; i++)
            {
                if (ofLines[i].Exists(static share => !share.IsZero))
                {
                    var amounts = lines[i].Zip(ofLines[i], (line, share) => issued.Lines[line].Amount - share).ToList();
                    changed.Add((own[i].Item, own[i].Item.Decided(amounts, ofItems[i] - decided[i], new(by, issued.IssuedAt!.Value, reason))));
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

    private static List<Money> Within(Money billed, List<Money> shares)
    {
        var sum = Sum(shares, static share => share, billed.Currency);
        return sum.IsZero || (sum.Sign == billed.Sign && sum.Abs() <= billed.Abs()) ? shares : Allocated(sum.Sign == billed.Sign ? billed : sum - sum, sum.Sign, shares);
    }

    // shares of both signs come off each other: what is left is of those of its sign
    private static List<Money> Netted(List<Money> shares) =>
        shares.Exists(static share => share.Sign > 0) && shares.Exists(static share => share.Sign < 0) && shares.Aggregate(static (sum, share) => sum + share) is var sum ? Allocated(sum, sum.Sign, shares) : shares;

    private static List<Money> Allocated(Money sum, int sign, List<Money> shares) =>
        sum.IsZero ? shares.ConvertAll(_ => sum) : [.. sum.Allocate(shares.ConvertAll(share => share.Sign == sign ? share.MinorUnits : 0L).ToArray())];

    private static Money Sum<T>(List<T> values, Func<T, Money> of, Currency currency) => values.Aggregate(Money.Zero(currency), (sum, value) => sum + of(value));
}

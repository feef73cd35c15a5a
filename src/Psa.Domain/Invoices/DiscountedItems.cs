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
        foreach (var ofPeriod in items.GroupBy(static own => own.Item.PeriodKey()))
        {
            var lines = ofPeriod.SelectMany(own => own.Item.Lines.AsEnumerable().Select((_, place) => new SharedLine(own.Item, issued.Lines[own.First + place].Amount, issued.Totals.Lines[own.First + place].Share))).ToList();
            var shares = Within(Sum(lines, static line => line.Amount, issued.Currency), lines.ConvertAll(static line => line.Share));
            var ofItems = lines.Zip(shares, static (line, share) => line with { Share = share }).GroupBy(static line => line.Item).ToList();
            var sums = ofItems.ConvertAll(own => Sum(own, static line => line.Share, issued.Currency));
            foreach (var (own, sum, decided) in ofItems.Zip(sums, Netted(sums)).Where(static of => of.First.Any(static line => !line.Share.IsZero)))
            {
                changed.Add((own.Key, own.Key.Decided([.. own.Select(static line => line.Amount - line.Share)], sum - decided, new(by, issued.IssuedAt!.Value, reason))));
            }
        }

        return changed;
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

    private static Money Sum<T>(IEnumerable<T> values, Func<T, Money> of, Currency currency) => values.Aggregate(Money.Zero(currency), (sum, value) => sum + of(value));

    private sealed record SharedLine(SalesItem Item, Money Amount, Money Share);
}

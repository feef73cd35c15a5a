using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Quotes;

/// <summary>Which quotes a tenant's policy wants somebody to approve, and why (R-APPROVAL).</summary>
internal static class QuoteApprovals
{
    /// <summary>
    /// Gives all reasons for which a quote needs an approval. It is looked at by the choice of the customer that is worst for each: what they may choose is approved with it. Discount and margin are those of what is
    /// sold once, and of each cycle.
    /// </summary>
    /// <param name="quote">The quote.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="catalog">The products with their costs, and the units; products that aren't in it have no known costs.</param>
    /// <param name="day">The day whose costs count.</param>
    /// <returns>The reasons, for people; empty when none is needed.</returns>
    [Pure]
    internal static ValueList<string> Reasons(Quote quote, ApprovalPolicy policy, CatalogFacts catalog, LocalDate day)
    {
        var reasons = new List<string>();
        Add(policy.Always ? "every quote does" : null);
        foreach (var product in policy.Products)
        {
            foreach (var line in quote.Lines)
            {
                Add(line.Product == product ? $"'{line.Text}' is never quoted without" : null);
            }
        }

        var cycles = quote.Lines.AsEnumerable().Where(static line => line.Bills).Select(static line => line.Offer?.Recurring?.Cycle).Append(null).Distinct().ToList();
        foreach (var limit in policy.TotalAbove)
        {
            if (limit.Currency == quote.Currency)
            {
                var most = MostOf(quote, cycles);
                Add(most > limit ? $"its total of {most} is above {limit}" : null);
            }
        }

        foreach (var cycle in cycles)
        {
            Add(policy.DiscountAbove is { } most ? DiscountReason(quote, cycle, most, catalog, day) : null);
            Add(policy.MarginBelow is { } least ? MarginReason(quote, cycle, least, catalog, day) : null);
        }

        return reasons.ToValueList();

        void Add(string? reason) => reasons.AddRange(reason is null || reasons.Contains(reason) ? [] : [reason]);
    }

    // what is sold once, a period of each cycle, and what the terms come to
    private static Money MostOf(Quote quote, List<BillingCycle?> cycles)
    {
        var most = Money.Zero(quote.Currency);
        foreach (var measure in cycles.ConvertAll<Func<QuoteTotals, Money>>(cycle => totals => PartOf(quote, totals, cycle)?.TotalWithTax ?? Money.Zero(quote.Currency)).Append(totals => QuoteSums.ValueWithTax(quote, totals)))
        {
            if (QuoteExtremes.Most(quote, (_, totals) => measure(totals).Amount) is var (_, worst) && measure(worst) > most)
            {
                most = measure(worst);
            }
        }

        return most;
    }

    private static string? DiscountReason(Quote quote, BillingCycle? cycle, Percent most, CatalogFacts catalog, LocalDate day)
    {
        if (QuoteExtremes.Most(quote, Excess) is not var (chosen, totals) || Excess(chosen, totals) <= 0m)
        {
            return null;
        }

        var (listed, net, _) = RatesOf(quote, chosen, totals, cycle, catalog, day);
        return $"{Rate(listed - net, listed)} % are off its list prices, which is more than {most}";

        decimal Excess(ValueList<int> places, QuoteTotals sums) =>
            RatesOf(quote, places, sums, cycle, catalog, day) is var (full, agreed, _) && full > 0m ? ((full - agreed) * 100m) - (most.Value * full) : decimal.MinValue;
    }

    private static string? MarginReason(Quote quote, BillingCycle? cycle, Percent least, CatalogFacts catalog, LocalDate day)
    {
        if (QuoteExtremes.Most(quote, Lack) is not var (chosen, totals) || Lack(chosen, totals) <= 0m)
        {
            return null;
        }

        var (_, net, costs) = RatesOf(quote, chosen, totals, cycle, catalog, day);
        return $"its margin is {(net == 0m ? "none" : $"{Rate(net - costs, net)} %")}, which is less than {least}";

        decimal Lack(ValueList<int> places, QuoteTotals sums) =>
            RatesOf(quote, places, sums, cycle, catalog, day) is var (_, agreed, cost) ? (least.Value * agreed) - ((agreed - cost) * 100m) : 0m;
    }

    // what is sold once where there is no cycle
    private static DocumentTotals? PartOf(Quote quote, QuoteTotals totals, BillingCycle? cycle) =>
        cycle is null ? totals.OneTime : totals.Recurring.AsEnumerable().FirstOrDefault(recurring => recurring.Cycle == cycle)?.Totals;

    private static (decimal Listed, decimal Net, decimal Costs) RatesOf(Quote quote, ValueList<int> chosen, QuoteTotals all, BillingCycle? cycle, CatalogFacts catalog, LocalDate day)
    {
        var (listed, net, costs) = (0m, 0m, 0m);
        var counts = QuoteChoices.Counting(quote.Lines, chosen);
        if (PartOf(quote, all, cycle) is not { } totals)
        {
            return (0m, 0m, 0m);
        }

        foreach (var (first, count) in BundleLines.Cut(quote.Lines))
        {
            if (!counts[first] || quote.Lines[first].Offer?.Recurring?.Cycle != cycle)
            {
                continue;
            }

            var (agreed, full) = (0m, 0m);
            for (var i = first; i < first + count; i++)
            {
                agreed += quote.Lines[i].Amount.Amount;
                full += totals.Lines[i].Net.Amount;
                net += totals.Lines[i].Taxable.Amount;
                costs += CostOf(quote.Lines[i], quote.Currency, catalog, day);
            }

            // a list price that holds tax is freed of it as the line is; what is discounted to nothing leaves nothing to tell it by
            listed += ListPrice(quote.Lines[first]) * quote.Lines[first].Quantity * (agreed == 0m ? 1m : full / agreed);
        }

        return (listed, net, costs);
    }

    // the list is what the catalog said, whatever somebody says instead
    private static decimal ListPrice(DocumentLine line) => line.IsNote ? 0m : (line.Source?.Original ?? line.UnitPrice).Amount;

    private static decimal CostOf(DocumentLine line, Currency currency, CatalogFacts catalog, LocalDate day)
    {
        if (!line.Bills || line.Product is not { } id || catalog.Products.GetValueOrDefault(id) is not { } product)
        {
            return 0m;
        }

        if (ComputedPrices.BasisOf(product, PriceMethodKind.MarkupOnCurrentCost, currency, day, out var cost) is not null
            && ComputedPrices.BasisOf(product, PriceMethodKind.MarkupOnStandardCost, currency, day, out cost) is not null)
        {
            return 0m;
        }

        var unit = catalog.GroupOf(product)?.Find(line.Unit);
        return cost.Price.Amount * line.Quantity * (unit is null ? 1m : (decimal)unit.Numerator / unit.Denominator);
    }

    private static string Rate(decimal part, decimal whole) => decimal.Round(part * 100m / whole, 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Quotes;

/// <summary>Which quotes a tenant's policy wants somebody to approve, and why (R-APPROVAL).</summary>
internal static class QuoteApprovals
{
    /// <summary>
    /// Gives all reasons for which a quote needs an approval. It is looked at as it stands, with all its optional lines, and with each alternative: what the customer may choose is approved with it.
    /// Discount and margin are those of what is sold once, and of each cycle.
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

        foreach (var chosen in Choices(quote))
        {
            if (TotalsOf(quote, chosen) is not { } totals)
            {
                continue;
            }

            var counts = QuoteChoices.Counting(quote.Lines, chosen);
            AddTotal(quote, totals, policy, Add);
            AddRates(quote, totals.OneTime, place => counts[place] && quote.Lines[place].Offer?.Recurring is null, policy, catalog, day, Add);
            foreach (var (cycle, own) in totals.Recurring)
            {
                AddRates(quote, own, place => counts[place] && quote.Lines[place].Offer?.Recurring?.Cycle == cycle, policy, catalog, day, Add);
            }
        }

        return reasons.ToValueList();

        void Add(string? reason) => reasons.AddRange(reason is null || reasons.Contains(reason) ? [] : [reason]);
    }

    private static IEnumerable<ValueList<int>> Choices(Quote quote)
    {
        yield return QuoteChoices.Chosen(quote.Lines);
        yield return QuoteSums.WithOptions(quote.Lines);
        for (var i = 0; i < quote.Lines.Count; i++)
        {
            if (QuoteSums.WithAlternative(quote.Lines, i) is { } chosen)
            {
                yield return chosen;
            }
        }
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

    private static void AddTotal(Quote quote, QuoteTotals totals, ApprovalPolicy policy, Action<string?> add)
    {
        foreach (var limit in policy.TotalAbove)
        {
            if (limit.Currency == quote.Currency)
            {
                var (most, value) = (totals.OneTime.TotalWithTax, QuoteSums.ValueWithTax(quote, totals));
                most = value > most ? value : most;
                foreach (var recurring in totals.Recurring)
                {
                    most = recurring.Totals.TotalWithTax > most ? recurring.Totals.TotalWithTax : most;
                }

                add(most > limit ? $"its total of {most} is above {limit}" : null);
            }
        }
    }

    private static void AddRates(Quote quote, DocumentTotals totals, Predicate<int> counts, ApprovalPolicy policy, CatalogFacts catalog, LocalDate day, Action<string?> add)
    {
        var (listed, net, costs) = (0m, 0m, 0m);
        foreach (var (first, count) in BundleLines.Cut(quote.Lines))
        {
            if (!counts(first))
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

        add(policy.DiscountAbove is { } most && listed > 0m && (listed - net) * 100m > most.Value * listed ? $"{Rate(listed - net, listed)} % are off its list prices, which is more than {most}" : null);
        add(policy.MarginBelow is { } least && (net != 0m || costs != 0m) && (net - costs) * 100m < least.Value * net ? $"its margin is {(net == 0m ? "none" : $"{Rate(net - costs, net)} %")}, which is less than {least}" : null);
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

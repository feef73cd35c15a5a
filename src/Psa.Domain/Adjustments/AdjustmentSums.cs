using System.Linq;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>Sums compared lines by buyer, currency and tax code (R-ADJ-VALUE, R-ADJ-CURRENCY): exactly, converted as one sum, rounded once.</summary>
internal static class AdjustmentSums
{
    /// <summary>Gives the differences, in the order of buyer and tax code.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.currencies</c>.</exception>
    internal static ValueList<AdjustmentDifference> Of(List<ComparedLine> lines, AdjustmentCatalog catalog)
    {
        var counting = lines.FindAll(static line => !line.Taken.IsEmpty);
        var currencies = lines.Where(static line => line.Pane == AdjustmentPane.Billed).Select(static line => line.Difference.Currency).Distinct().ToList();
        if (currencies.Count > 1)
        {
            throw Currencies(currencies, "adjust what was billed in each by itself.");
        }

        var billed = ComparedLines.BilledIn(lines);
        if (counting.Find(line => line.RateOf(billed, catalog.Rates) is null)?.CountsIn(billed) is { } into)
        {
            var missing = counting.Where(line => line.CountsIn(billed) == into && line.RateOf(billed, catalog.Rates) is null).Select(static line => line.Difference.Currency).Distinct();
            throw Currencies([into, .. missing], $"give the rates into {into}, or adjust each by itself.");
        }

        return
        [
            .. counting
                .GroupBy(line => (line.Buyer, Currency: line.CountsIn(billed), line.TaxCode))
                .OrderBy(static group => group.Key.Buyer.Value)
                .ThenBy(static group => group.Key.Currency.Code, StringComparer.Ordinal)
                .ThenBy(static group => group.Key.TaxCode, StringComparer.Ordinal)
                .Select(group => Difference(group.Key.Buyer, group.Key.Currency, group.Key.TaxCode, [.. group], billed, catalog)),
        ];
    }

    /// <summary>Gives how much too much each customer of a difference was billed; nothing where it has one, or others were billed too little.</summary>
    internal static List<(Id<Customer> Customer, Money Amount)> TooMuch(Adjustment adjustment, AdjustmentDifference difference)
    {
        var own = new List<(Id<Customer>, Money)>();
        var lines = AdjustmentRules.LinesOf(adjustment, new(difference.Buyer, [difference.TaxCode], difference.Amount)).Where(static line => !line.Taken.IsEmpty).ToList();
        var billed = ComparedLines.BilledIn(adjustment.Lines.AsEnumerable());
        var catalog = new AdjustmentCatalog { Rates = AdjustmentRules.RatesOf(adjustment.Content), Rounding = adjustment.Rounding };
        foreach (var customer in difference.Customers.Count > 1 ? difference.Customers : [])
        {
            var amount = Difference(difference.Buyer, difference.Amount.Currency, difference.TaxCode, lines.FindAll(line => line.Line.Customer == customer), billed, catalog).Amount;
            if (amount.Sign < 0)
            {
                own.Add((customer, -amount));
            }
        }

        return own;
    }

    private static AdjustmentDifference Difference(Id<Customer> buyer, Currency currency, string code, List<ComparedLine> lines, Currency? left, AdjustmentCatalog catalog)
    {
        var (billed, performed) = (ExactQuotient.Zero(currency), ExactQuotient.Zero(currency));
        foreach (var own in lines.GroupBy(line => (line.Pane, line.Difference.Currency, Rate: line.RateOf(left, catalog.Rates))))
        {
            // what the lines took says exactly what they come to
            var sum = own.SelectMany(static line => line.Taken.AsEnumerable()).Sum(own.Key.Currency);
            if (own.Key.Pane == AdjustmentPane.Billed)
            {
                billed += sum;
            }
            else
            {
                performed += own.Key.Currency == currency ? sum : sum.Into(currency, own.Key.Rate!.Value);
            }
        }

        var customers = lines.Select(static line => line.Line.Customer).Distinct().OrderBy(static customer => customer.Value).ToValueList();
        return new(buyer, code, billed.Round(catalog.Rounding), performed.Round(catalog.Rounding), customers);
    }

    private static RuleViolationException Currencies(IEnumerable<Currency> currencies, string instead) =>
        new(AdjustmentErrors.Currencies, $"The lines are in {string.Join(", ", currencies)}: {instead}");
}

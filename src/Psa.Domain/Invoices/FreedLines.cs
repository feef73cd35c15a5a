using Psa.Catalog;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>Writes lines whose prices are freed of the tax that they hold (R-INCLUSIVE).</summary>
internal static class FreedLines
{
    /// <summary>
    /// Gives the lines of an item, whose taxes say what their prices were freed of, as a document bills them. On what somebody wrote, a discount above the freed price is a pricing error;
    /// that of a contract stops at zero.
    /// </summary>
    internal static ValueList<DocumentLine> Billed(SalesItem item, ValueList<DocumentLine> lines, Rounding rounding)
    {
        foreach (var (first, count) in BundleLines.Cut(lines))
        {
            var (agreed, rates, sum) = (lines[first], new List<Percent>(1), Money.Zero(item.Currency));
            for (var i = first; i < first + count; i++)
            {
                if (lines[i].Tax?.Freed is { Rate: var rate } && BilledTaxes.FreedAmount(item, lines[i]) is { } amount)
                {
                    lines = lines.SetItem(i, FreedPrices.Free(lines[i], amount, rounding));
                    sum += amount;
                    rates.AddRange(rates.Contains(rate) ? [] : [rate]);
                }
            }

            if (rates.Count == 0)
            {
                continue;
            }

            var shown = agreed.Bundle != BundleRole.Heading ? lines[first]
                : rates.Count == 1 ? FreedPrices.Priced(agreed, rates[0])
                : BundleLines.Priced(agreed with { VolumeDiscount = null, Discount = null }, sum, rounding) with { Amount = agreed.Amount, Carry = 0 }; // several taxes leave no other price of one
            var exceeds = item.Source == SalesItemSource.Manual && rates.Exists(rate => FreedPrices.Priced(agreed, rate) is var freed && freed.Discount.Exceeds(freed.Quantity, freed.UnitPrice, freed.VolumeDiscount));
            lines = lines.SetItem(first, exceeds ? shown with { PricingError = shown.PricingError ?? CatalogErrors.DiscountExceedsLine } : shown);
        }

        return lines;
    }
}

using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What the chosen recurring lines of a quote become on contracts (R-RECURRING): parts at agreed prices, of which a full period costs what the quote said, to the minor unit.</summary>
internal static class RecurringParts
{
    private const decimal Whole = 100m;

    /// <summary>Gives the parts, those of one cycle and timing together, in the order of the lines.</summary>
    /// <param name="quote">The quote, as it was chosen.</param>
    /// <param name="start">The first day.</param>
    internal static List<RecurringGroup> Of(Quote quote, LocalDate start)
    {
        var groups = new List<RecurringGroup>();
        foreach (var (first, count) in BundleLines.Cut(quote.Lines))
        {
            var line = quote.Lines[first];
            if (line.IsNote || line.Offer is not { IsChosen: true, Recurring: { } recurring })
            {
                continue;
            }

            var at = groups.FindIndex(group => group.Cycle == recurring.Cycle && group.Timing == recurring.Timing);
            var group = at < 0 ? new(recurring.Cycle, recurring.Timing, []) : groups[at];
            var part = new RecurringPart(first, PartOf(quote, first, count, start), recurring.TermMonths is { } months ? start.PlusMonths(months).PlusDays(-1) : null);
            group = group with { Parts = [.. group.Parts, part] };
            if (at < 0)
            {
                groups.Add(group);
            }
            else
            {
                groups[at] = group;
            }
        }

        return groups;
    }

    /// <summary>Gives the price of a unit and the discount that bring a line to what it comes to after its share of the header discounts.</summary>
    /// <param name="line">The line, of a bundle its heading.</param>
    /// <param name="agreed">What a full period costs.</param>
    /// <param name="header">The header discounts.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <returns>Price − volume discount, and one discount: percents combined where they come to the amount, else the amount per period that does.</returns>
    internal static (UnitPrice Price, Discount? Discount) Terms(DocumentLine line, Money agreed, ValueList<Discount> header, Rounding rounding)
    {
        var price = UnitPrice.Of(decimal.Max(line.UnitPrice.Amount - (line.VolumeDiscount?.Amount ?? 0m), 0m), agreed.Currency);
        foreach (var discount in Candidates(line, price, agreed, header, rounding))
        {
            if (LineAmounts.Net(line.Quantity, price, rounding, discount) == agreed)
            {
                return (price, discount);
            }
        }

        // halves that are rounded to even have amounts which no discount of whole minor units comes to
        return (line.Quantity == 0m ? price : UnitPrice.Round(ExactAmount.Of(agreed.Amount / line.Quantity, agreed.Currency)), null);
    }

    private static IEnumerable<Discount?> Candidates(DocumentLine line, UnitPrice price, Money agreed, ValueList<Discount> header, Rounding rounding)
    {
        var own = line.Discount;
        var reason = string.Join("; ", header.AsEnumerable().Prepend(own).OfType<Discount>().Select(static discount => discount.Reason).Where(static text => text.Length > 0).Distinct(StringComparer.Ordinal));
        var percents = header.AsEnumerable().Sum(static discount => discount.Percent?.Value ?? 0m);
        if (percents == 0m && own?.UnitAmount is null)
        {
            yield return own;
        }

        if (own is null or { Percent: not null })
        {
            var combined = Whole - ((Whole - (own?.Percent?.Value ?? 0m)) * (Whole - percents) / Whole);
            if (Decimals.Fits(combined, Decimals.OfPercents))
            {
                yield return combined == 0m ? null : Discount.OfPercent(Percent.Of(combined), reason);
            }
        }

        var gross = LineAmounts.Net(line.Quantity, price, rounding);
        var off = gross.Sign < 0 ? agreed - gross : gross - agreed;
        foreach (var unit in new[] { 0L, 1L, -1L })
        {
            if (off.MinorUnits + unit >= 0L)
            {
                yield return Discount.OfAmount(Money.FromMinorUnits(off.MinorUnits + unit, off.Currency), reason);
            }
        }
    }

    private static NewContractPart PartOf(Quote quote, int first, int count, LocalDate start)
    {
        var line = quote.Lines[first];
        var agreed = Money.Zero(quote.Currency);
        var totals = quote.Recurring.AsEnumerable().First(one => one.Cycle == line.Offer!.Recurring!.Cycle).Totals;
        for (var place = first; place < first + count; place++)
        {
            agreed += quote.Lines[place].Amount - OwnShare(quote.Lines[place], totals.Lines[place]);
        }

        var (price, discount) = Terms(line, agreed, quote.Discounts, quote.Rounding);
        return new(line.Unit)
        {
            Text = line.Text,
            Product = line.Product,
            PriceBehaviour = PriceBehaviour.Locked,
            TaxCode = line.IsTaxOverride ? line.TaxCode : null,
            Quantity = line.Quantity,
            UnitPrice = price,
            Discount = discount,
            EffectiveFrom = start,
        };
    }

    /// <summary>Gives what the header discounts take off a line, in the mode of its own price: where another treatment than its own freed the price of its tax, in proportion.</summary>
    private static Money OwnShare(DocumentLine line, LineTotals totals)
    {
        if (totals.Gross is { } gross)
        {
            return gross - totals.Total;
        }

        return totals.Net == line.Amount || totals.Net.IsZero ? totals.Discount : line.Amount.Scale(totals.Discount.MinorUnits * totals.Net.Sign, totals.Net.Abs().MinorUnits, Rounding.HalfUp);
    }
}

using System.Linq;
using Psa.Catalog;
using Psa.Documents;

namespace Psa.Invoices;

/// <summary>Writes the lines of credit notes, and their totals with the taxes that are given.</summary>
internal static class CreditNoteLines
{
    /// <summary>Writes a line for each line that is credited.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="chosen">What is credited.</param>
    /// <param name="taxes">The taxes of each.</param>
    internal static (ValueList<DocumentLine> Lines, DocumentTotals Totals) Of(Invoice invoice, List<Chosen> chosen, Money[][] taxes)
    {
        var lines = new List<DocumentLine>();
        var (discounts, lineTaxes, chargeTaxes) = (new List<Money>(), new List<ValueList<Money>>(), new List<ValueList<Money>>());
        for (var i = 0; i < chosen.Count; i++)
        {
            if (!chosen[i].Part.IsLine)
            {
                chargeTaxes.Add(ValueList.Create<Money>(taxes[i]));
                continue;
            }

            lines.Add(Credited(invoice, chosen[i]));
            discounts.Add(chosen[i].Discount);
            lineTaxes.Add(ValueList.Create<Money>(taxes[i]));
        }

        return Compute(invoice, chosen, lines, new(discounts.ToValueList(), lineTaxes.ToValueList(), chargeTaxes.ToValueList()));
    }

    /// <summary>Writes a line for all that is taxed alike, which says why.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="chosen">What the amount was spread over.</param>
    /// <param name="taxes">The taxes of each.</param>
    /// <param name="reason">Why.</param>
    internal static (ValueList<DocumentLine> Lines, DocumentTotals Totals) OnDocument(Invoice invoice, List<Chosen> chosen, Money[][] taxes, string reason)
    {
        var (lines, lineTaxes) = (new List<DocumentLine>(), new List<ValueList<Money>>());
        foreach (var group in CreditGroups.Of(chosen.ConvertAll(static one => one.Part)))
        {
            var (amount, sums) = (Money.Zero(invoice.Currency), new Money[group[0].Tax!.Components.Count]);
            Array.Fill(sums, amount);
            for (var i = 0; i < chosen.Count; i++)
            {
                if (group.Contains(chosen[i].Part))
                {
                    amount += chosen[i].Taxable;
                    for (var j = 0; j < sums.Length; j++)
                    {
                        sums[j] += taxes[i][j];
                    }
                }
            }

            lines.Add(Lot(reason, amount) with { Tax = new(group[0].Tax!, PointOf(invoice, group), invoice.PriceMode, IsKept: true) });
            lineTaxes.Add(ValueList.Create<Money>(sums));
        }

        var zeros = lines.ConvertAll(line => Money.Zero(line.Amount.Currency)).ToValueList();
        return Compute(invoice, [], lines, new(zeros, lineTaxes.ToValueList(), []));
    }

    private static (ValueList<DocumentLine> Lines, DocumentTotals Totals) Compute(Invoice invoice, List<Chosen> chosen, List<DocumentLine> lines, GivenShares given)
    {
        var totals = Totals.Compute(new()
        {
            Currency = invoice.Currency,
            Lines = [.. lines.Select(static line => new LineAmount(line.Amount, line.Tax?.Applied))],
            Discounts = CreditNotes.DiscountsOf(invoice, chosen),
            Charges = CreditNotes.ChargesOf(invoice, chosen),
            PriceMode = invoice.PriceMode,
            TaxRounding = invoice.TaxRounding,
            Rounding = invoice.Rounding,
            Given = given,
        });
        return (lines.ToValueList(), totals);
    }

    // a line that comes back whole stands as it was; of a part the quantity or the amount stands, and beside it what a running total left over
    private static DocumentLine Credited(Invoice invoice, in Chosen chosen)
    {
        var line = invoice.Lines[chosen.Part.Place];
        var tax = line.Tax is { } applied
            ? applied with { IsKept = true, Freed = applied.Freed is { } freed ? freed with { Amount = chosen.Amount } : null }
            : null;
        if (chosen.Amount == line.Amount && (chosen.Quantity == line.Quantity || chosen.Quantity == 0m))
        {
            return line with { Tax = tax };
        }

        if (chosen.Quantity == 0m)
        {
            return Lot(line.Text, chosen.Amount) with { Product = line.Product, Period = line.Period, TaxCode = line.TaxCode, IsTaxOverride = line.IsTaxOverride, Tax = tax };
        }

        var part = line with { Quantity = chosen.Quantity, Carry = 0, Details = [], Amount = chosen.Amount, Tax = tax };
        return line.Discount?.Amount is { } discount ? Discounted(part, DiscountOf(line, discount, chosen, invoice.Rounding), invoice.Rounding) : Carried(part, invoice.Rounding);
    }

    private static DocumentLine Carried(DocumentLine part, Rounding rounding) => part with { Carry = (part.Amount - part.Recompute(rounding)).MinorUnits };

    // a discount by amount takes what running totals left over, the line's and its own, so that the line multiplies out
    private static DocumentLine Discounted(DocumentLine part, Money discount, Rounding rounding)
    {
        var stated = Carried(part with { Discount = Off(discount) }, rounding);
        var even = discount - Money.FromMinorUnits(part.Quantity < 0m ? -stated.Carry : stated.Carry, discount.Currency);
        return even.Sign >= 0 && Math.Abs(stated.Carry) <= 2 && Carried(part with { Discount = Off(even) }, rounding) is { Carry: 0 } line ? line : stated;

        Discount? Off(Money amount) => amount.IsZero ? null : Discount.OfAmount(amount, part.Discount!.Reason);
    }

    // of a discount by amount goes with a part what its quantity has of it, by a running total
    private static Money DiscountOf(DocumentLine line, Money discount, in Chosen chosen, Rounding rounding)
    {
        var before = chosen.Part.Credited.Quantity;
        return LineParts.UpTo(discount, before + chosen.Quantity, line.Quantity, rounding) - LineParts.UpTo(discount, before, line.Quantity, rounding);
    }

    private static DocumentLine Lot(string text, Money amount) => new()
    {
        Text = text,
        Quantity = amount.Sign < 0 ? -1m : 1m,
        UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency),
        Amount = amount,
    };

    private static NodaTime.LocalDate PointOf(Invoice invoice, List<CreditedPart> group)
    {
        foreach (var part in group)
        {
            if (part.IsLine && invoice.Lines[part.Place].Tax is { } tax)
            {
                return tax.Point;
            }
        }

        return invoice.IssueDate;
    }
}

using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Reads an issued invoice, and what is credited of it, part by part.</summary>
internal static class CreditedParts
{
    /// <summary>Gives the lines of an invoice in their order, then the parts of its document charges.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What became of it.</param>
    internal static List<CreditedPart> Of(Invoice invoice, InvoiceBalance balance)
    {
        var parts = new List<CreditedPart>(invoice.Lines.Count);
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            parts.Add(Line(invoice, balance, i));
        }

        for (var i = 0; i < invoice.Totals.Adjustments.Count; i++)
        {
            if (invoice.Totals.Adjustments[i].Kind == AdjustmentKind.Charge)
            {
                parts.Add(Charge(invoice, balance, i));
            }
        }

        return parts;
    }

    /// <summary>Gives what of an invoice is left to be credited.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What became of it.</param>
    /// <param name="givenBack">What credit notes of runs gave back of it.</param>
    /// <param name="borneLeft">How much of a line may be credited at most, seen from what the customer bears of its period.</param>
    internal static CreditableInvoice Left(Invoice invoice, InvoiceBalance balance, IEnumerable<CreditedPart> givenBack, Func<int, Money?> borneLeft)
    {
        var parts = Of(invoice, balance);
        var charges = new SortedDictionary<int, Money>();
        foreach (var part in parts.Where(static part => !part.IsLine && !part.Left.IsZero))
        {
            var charge = invoice.Totals.Adjustments[part.Place].Index;
            charges[charge] = charges.TryGetValue(charge, out var before) ? before + part.Left : part.Left;
        }

        return new(
            invoice.Id,
            Money.Max(LeftWithTax(invoice, parts.Concat(givenBack)), Money.Zero(invoice.Currency)),
            [.. parts.Where(static part => part.IsLine && !part.Left.IsZero).Select(part => new CreditableLine(part.Place, part.Billed.Quantity - part.Credited.Quantity, part.Left, borneLeft(part.Place)))],
            [.. charges.Select(static charge => new CreditCharge(charge.Key, charge.Value))]);
    }

    /// <summary>Gives what of an invoice is left with tax: below zero where runs gave back more than lines below zero leave.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="series">Its lines and charges, with what is credited so far, and what runs gave back.</param>
    internal static Money LeftWithTax(Invoice invoice, IEnumerable<CreditedPart> series) => invoice.Totals.TotalWithTax - WithTax(invoice, series);

    /// <summary>Gives what is credited with tax, drafts counted, without the rounding of what is paid.</summary>
    internal static Money WithTax(Invoice invoice, IEnumerable<CreditedPart> parts)
    {
        var sum = Money.Zero(invoice.Currency);
        foreach (var part in parts)
        {
            sum += WithTax(invoice, part.Credited);
        }

        return sum;
    }

    /// <summary>Gives an amount of a part with its tax.</summary>
    internal static Money WithTax(Invoice invoice, in CreditedPart.Amounts amounts) => invoice.PriceMode == PriceMode.TaxInclusive ? amounts.Taxable : amounts.Taxable + amounts.Tax;

    private static CreditedPart Line(Invoice invoice, InvoiceBalance balance, int place)
    {
        var (line, totals) = (invoice.Lines[place], invoice.Totals.Lines[place]);
        var amount = totals.Gross ?? totals.Net;
        var taken = balance.Lines.FirstOrDefault(credited => credited.Line == place);
        return new(
            place,
            true,
            line.Tax?.Applied,
            new(line.Quantity, amount, totals.Share, totals.ByComponent),
            taken is null ? Nothing(amount.Currency, totals.ByComponent.Count) : new(taken.Quantity, taken.Amount, taken.Discount, Taxes(taken.Tax, taken.Taxes)));
    }

    private static CreditedPart Charge(Invoice invoice, InvoiceBalance balance, int place)
    {
        var charge = invoice.Totals.Adjustments[place];
        var taxes = charge.Taxes.Select(static part => part.Tax).ToValueList();
        var amount = invoice.PriceMode == PriceMode.TaxInclusive ? charge.Amount + charge.Tax : charge.Amount;
        var zero = Money.Zero(amount.Currency);
        var taken = balance.Charges.FirstOrDefault(credited => credited.Adjustment == place);
        return new(
            place,
            false,
            TaxOf(invoice, charge),
            new(0m, amount, zero, taxes),
            taken is null ? Nothing(amount.Currency, taxes.Count) : new(0m, taken.Amount, zero, Taxes(taken.Tax, taken.Taxes)));
    }

    // a charge has its own tax, or follows that of lines
    private static AppliedTax? TaxOf(Invoice invoice, DocumentAdjustment charge)
    {
        if (invoice.Charges[charge.Index].Tax is { } own)
        {
            return own;
        }

        foreach (var line in invoice.Lines)
        {
            if (line.Tax?.Applied is { } tax && tax.Components.Select(GroupKey.Of).SequenceEqual(charge.Taxes.Select(static part => new GroupKey(part.Category, part.Rate, part.Component))))
            {
                return tax;
            }
        }

        return null;
    }

    private static ValueList<Money> Taxes(Money tax, ValueList<Money> parts) => parts.IsEmpty ? [tax] : parts;

    private static CreditedPart.Amounts Nothing(Currency currency, int taxes)
    {
        var zero = Money.Zero(currency);
        return new(0m, zero, zero, Enumerable.Repeat(zero, taxes).ToValueList());
    }
}

using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;


namespace Psa.Invoices;

/// <summary>
/// An amount on the document (R-CN-AMOUNT): with tax, spread over the tax groups by what is left of each with tax, and in a group over its lines by what is left of them,
/// so that their sales items know that it is credited.
/// </summary>
internal static class CreditSpread
{
    /// <summary>Spreads an amount.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="amount">The amount, with tax.</param>
    /// <param name="within">Gives how much of what is left of a line can be credited, seen from what the customer bears of its period, one line after the other.</param>
    /// <param name="chosen">What the amount credits of each part, in their order.</param>
    /// <returns>The shares of the tax groups.</returns>
    /// <exception cref="RuleViolationException"><c>credit_note.bad_request</c>: it isn't above zero; <c>credit_note.exceeds_billed</c>.</exception>
    internal static List<Share> Of(Invoice invoice, List<CreditedPart> parts, Money amount, Func<int, Money, Money> within, out List<Chosen> chosen)
    {
        var groups = CreditGroups.Of(parts);
        var (left, weights) = (Money.Zero(invoice.Currency), new long[groups.Count]);
        for (var i = 0; i < weights.Length; i++)
        {
            var ofGroup = WithTax(invoice, groups[i]);
            weights[i] = Math.Max(0L, ofGroup.MinorUnits);
            left += ofGroup.Sign > 0 ? ofGroup : Money.Zero(invoice.Currency);
        }

        if (amount.Sign <= 0)
        {
            throw CreditChoice.Bad(invoice, "An amount on the document is above zero: what is given back to the customer.", nameof(NewCreditNote.Amount));
        }

        // adding refuses another currency
        if ((amount - left).Sign > 0)
        {
            throw (RuleViolationException)new RuleViolationException(CreditNoteErrors.ExceedsBilled, $"Of the invoice {left} is left to be credited, not {amount}.", invoice.Id.Value).At(nameof(NewCreditNote.Amount));
        }

        var shares = amount.Allocate(weights);
        var ofGroups = new List<Share>();
        chosen = [];
        for (var i = 0; i < shares.Length; i++)
        {
            if (!shares[i].IsZero)
            {
                ofGroups.Add(new(groups[i][0].Tax!, shares[i]));
                SpreadGroup(invoice, groups[i], shares[i], within, chosen);
            }
        }

        chosen.Sort(static (one, other) => one.Part.IsLine != other.Part.IsLine ? other.Part.IsLine.CompareTo(one.Part.IsLine) : one.Part.Place.CompareTo(other.Part.Place));
        return ofGroups;
    }

    private static Money WithTax(Invoice invoice, List<CreditedPart> group)
    {
        var left = Money.Zero(invoice.Currency);
        foreach (var part in group)
        {
            left += part.TaxableLeft;
            left += invoice.PriceMode == PriceMode.TaxInclusive ? Money.Zero(invoice.Currency) : part.Billed.Tax - part.Credited.Tax;
        }

        return left;
    }

    // what is taxed of the amount goes over the lines of its sign, and over charges only beyond them
    private static void SpreadGroup(Invoice invoice, List<CreditedPart> group, Money gross, Func<int, Money, Money> within, List<Chosen> chosen)
    {
        var taxable = gross == WithTax(invoice, group) ? LeftOf(group, static _ => true) : Net(invoice, group[0].Tax!, gross);
        var lines = LeftOf(group, static part => part.IsLine && part.TaxableLeft.Sign > 0);
        Spread(invoice, group.FindAll(static part => part.IsLine), taxable > lines ? lines : taxable, within, chosen);
        if (taxable > lines)
        {
            Spread(invoice, group.FindAll(static part => !part.IsLine), taxable - lines, within, chosen);
        }
    }

    private static Money Net(Invoice invoice, AppliedTax tax, Money gross)
    {
        var net = gross;
        foreach (var component in invoice.PriceMode == PriceMode.TaxInclusive ? [] : tax.Components)
        {
            net -= CreditTaxes.In(gross, tax, component, invoice.Rounding);
        }

        return net;
    }

    private static void Spread(Invoice invoice, List<CreditedPart> parts, Money taxable, Func<int, Money, Money> within, List<Chosen> chosen)
    {
        var (weights, all, left) = (new long[parts.Count], new long[parts.Count], 0L);
        for (var i = 0; i < weights.Length; i++)
        {
            all[i] = Math.Max(0L, parts[i].TaxableLeft.MinorUnits);
            weights[i] = parts[i] is { IsLine: true, Left.Sign: > 0 } line && within(line.Place, line.Left) is var allowed && allowed != line.Left
                ? Math.Max(0L, LineParts.UpTo(line.TaxableLeft, allowed, line.Left, Rounding.Down).MinorUnits)
                : all[i];
            left += weights[i];
        }

        // what is more than the items bear is refused with them
        weights = left < taxable.MinorUnits ? all : weights;
        if (taxable.IsZero || Array.TrueForAll(weights, static weight => weight == 0))
        {
            return;
        }

        var shares = taxable.Allocate(weights);
        for (var i = 0; i < shares.Length; i++)
        {
            if (!shares[i].IsZero)
            {
                // before its share of the discounts it is as much more as what is left of the line is
                var amount = LineParts.UpTo(parts[i].Left, shares[i], parts[i].TaxableLeft, invoice.Rounding);
                chosen.Add(new(parts[i], 0m, amount, amount - shares[i]));
            }
        }
    }

    private static Money LeftOf(List<CreditedPart> parts, Predicate<CreditedPart> which)
    {
        var left = Money.Zero(parts[0].Left.Currency);
        foreach (var part in parts)
        {
            left += which(part) ? part.TaxableLeft : Money.Zero(left.Currency);
        }

        return left;
    }

    /// <summary>What of the amount, with tax, goes to what is taxed alike.</summary>
    internal readonly record struct Share(AppliedTax Tax, Money Gross);
}

using System.Linq;
using Psa.Documents;

namespace Psa.Invoices;

/// <summary>What of an invoice a credit note credits, before its tax: chosen lines and charges, all that is left, or an amount on the document spread over them.</summary>
internal static class CreditChoice
{
    /// <summary>Gives what is credited of each part of the invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="series">The same with what runs gave back, on which the series of its taxes goes on.</param>
    /// <param name="wanted">What is to be credited.</param>
    /// <param name="items">The sales items that it billed, which say how much of a line the customer still bears.</param>
    /// <param name="onDocument">An amount on the document by tax, or nothing.</param>
    /// <returns>One an affected part, in their order.</returns>
    /// <exception cref="RuleViolationException"><c>credit_note.bad_request</c>, <c>credit_note.exceeds_billed</c>.</exception>
    internal static List<Chosen> Of(Invoice invoice, List<CreditedPart> parts, List<CreditedPart> series, NewCreditNote wanted, CreditedItems items, out IReadOnlyList<CreditSpread.Share> onDocument)
    {
        onDocument = [];
        var ways = (wanted.Whole ? 1 : 0) + (wanted.Amount is null ? 0 : 1) + (wanted.Lines.IsEmpty && wanted.Charges.IsEmpty ? 0 : 1);
        if (ways != 1)
        {
            throw Bad(invoice, "Say one of these: the whole, lines and charges, or an amount on the document.", ways == 0 ? nameof(wanted.Lines) : nameof(wanted.Whole));
        }

        if (!wanted.Whole && wanted.Amount is null)
        {
            return Named(invoice, parts, wanted);
        }

        var left = CreditedParts.LeftWithTax(invoice, series);
        RequireLeft(invoice, wanted.Amount, left);

        // an amount of all that is left is the whole too, so that each line and tax closes, those below zero with them
        var whole = wanted.Whole || wanted.Amount == left ? Whole(invoice, parts, series, items) : [];
        var total = CreditTaxes.WithTax(invoice, series, whole, []);
        if (whole.Count > 0 && total.Sign >= 0 && total <= left && (wanted.Whole || total == left) && CreditLimits.Find(invoice, parts, whole, CreditedParts.WithTax(invoice, parts), total) is null)
        {
            return wanted.Whole ? whole : whole.ConvertAll(static one => one with { Quantity = 0m });
        }

        // by cents that taxes by line come to more, the whole is an amount
        var (amount, chosen) = (wanted.Amount ?? Money.Min(total, left), new List<Chosen>());
        onDocument = amount.Sign > 0 ? CreditSpread.Of(invoice, series, amount, items.Within(), wanted.Whole, out chosen) : [];
        return chosen.Count > 0 ? chosen : throw new RuleViolationException(CreditNoteErrors.ExceedsBilled, "Nothing of the invoice is left to be credited.", invoice.Id.Value);
    }

    /// <summary>Gives the share of the document discounts that goes with an amount of a part, by running total.</summary>
    internal static Money DiscountOf(CreditedPart part, Money amount, Rounding rounding) =>
        LineParts.UpTo(part.Billed.Discount, part.Credited.Amount + amount, part.Billed.Amount, rounding) - part.Credited.Discount;

    internal static RuleViolationException Bad(Invoice invoice, string message, string where) => (RuleViolationException)new RuleViolationException(CreditNoteErrors.BadRequest, message, invoice.Id.Value).At(where);

    private static void RequireLeft(Invoice invoice, Money? amount, Money left)
    {
        if (amount is { Sign: <= 0 })
        {
            throw Bad(invoice, "An amount on the document is above zero: what is given back to the customer.", nameof(NewCreditNote.Amount));
        }

        // subtracting refuses another currency
        if (amount is { } asked && (asked - left).Sign > 0)
        {
            throw (RuleViolationException)new RuleViolationException(CreditNoteErrors.ExceedsBilled, $"Of the invoice {Money.Max(left, left - left)} is left to be credited, not {asked}.", invoice.Id.Value).At(nameof(NewCreditNote.Amount));
        }
    }

    // first what is all borne, of it what is charged back, which leaves more of its period to be given back; then, of what runs gave back, no more than is left of its tax group
    private static List<Chosen> Whole(Invoice invoice, List<CreditedPart> parts, List<CreditedPart> series, CreditedItems items)
    {
        var (chosen, within, groups) = (new List<Chosen>(), items.Within(), CreditGroups.Of(series));
        var left = groups.ConvertAll(static group => group.Aggregate(Money.Zero(group[0].Left.Currency), static (sum, part) => sum + part.TaxableLeft));
        var byBorne = parts.ToLookup(part => !part.IsLine || items.IsAllBorne(part.Place));
        foreach (var part in byBorne[true].OrderBy(static part => part.Left.Sign))
        {
            Choose(part, part.Left);
        }

        foreach (var part in byBorne[false].Where(static part => part.Left.Sign > 0))
        {
            Choose(part, GroupOf(part) is >= 0 and var group ? WithinGroup(part, left[group]) : part.Left);
        }

        chosen.Sort(static (one, other) => one.Part.IsLine != other.Part.IsLine ? other.Part.IsLine.CompareTo(one.Part.IsLine) : one.Part.Place.CompareTo(other.Part.Place));
        return chosen;

        int GroupOf(CreditedPart part) => groups.FindIndex(group => part.Tax is not null && TaxTreatment.Compare(group[0].Tax!, part.Tax) == 0);

        void Choose(CreditedPart part, Money most)
        {
            var amount = part.IsLine ? within(part.Place, most) : most;
            if (amount.IsZero && (amount != part.Left || part.TaxableLeft.IsZero))
            {
                return;
            }

            chosen.Add(new(part, QuantityLeft(invoice, part, amount), amount, DiscountOf(part, amount, invoice.Rounding)));
            if (GroupOf(part) is >= 0 and var group)
            {
                left[group] -= chosen[^1].Taxable;
            }
        }
    }

    private static Money WithinGroup(CreditedPart part, Money left) =>
        left >= part.TaxableLeft ? part.Left : LineParts.UpTo(part.Left, Money.Max(left, left - left), part.TaxableLeft, Rounding.Down);

    // where amounts were credited beside quantities, the rest is an amount too
    private static decimal QuantityLeft(Invoice invoice, CreditedPart part, Money amount) =>
        part.IsLine && amount == part.Left && part.Credited.Amount == LineParts.UpTo(invoice.Lines[part.Place], part.Credited.Quantity, invoice.Rounding)
            ? part.Billed.Quantity - part.Credited.Quantity
            : 0m;

    private static List<Chosen> Named(Invoice invoice, List<CreditedPart> parts, NewCreditNote wanted)
    {
        var chosen = new List<Chosen>();
        var seen = new HashSet<int>();
        for (var i = 0; i < wanted.Lines.Count; i++)
        {
            var (line, where) = (wanted.Lines[i], FormattableString.Invariant($"Lines[{i}]"));
            if (line.Line < 0 || line.Line >= invoice.Lines.Count || invoice.Lines[line.Line] is { Bills: false } || !seen.Add(line.Line))
            {
                throw Bad(invoice, $"The invoice has lines 0 to {invoice.Lines.Count - 1}: name each that is credited once, and no note.", where);
            }

            if (line.Quantity.HasValue == line.Amount.HasValue)
            {
                throw Bad(invoice, "Say the quantity that comes back or the amount to credit, one of the two.", where);
            }

            var part = parts[line.Line];
            var amount = line.Amount ?? AmountOf(invoice, part, line.Quantity!.Value, where);
            _ = amount + part.Left;
            if ((amount.IsZero && line.Quantity is null) || amount.Sign * part.Billed.Amount.Sign < 0)
            {
                throw Bad(invoice, $"The line came to {part.Billed.Amount}: what is credited of it has its sign, and isn't zero.", where);
            }

            chosen.Add(new(part, line.Quantity ?? 0m, amount, DiscountOf(part, amount, invoice.Rounding)));
        }

        chosen.Sort(static (left, right) => left.Part.Place.CompareTo(right.Part.Place));
        ChooseCharges(invoice, parts, wanted, chosen);
        return chosen;
    }

    // a running total of the quantity that came back; what is credited by amounts beside it has none
    private static Money AmountOf(Invoice invoice, CreditedPart part, decimal quantity, string where)
    {
        var line = invoice.Lines[part.Place];
        var (before, after) = (part.Credited.Quantity, part.Credited.Quantity + quantity);
        if (quantity == 0m || (quantity < 0m) != (line.Quantity < 0m) || Math.Abs(after) > Math.Abs(line.Quantity))
        {
            throw (RuleViolationException)new RuleViolationException(
                CreditNoteErrors.ExceedsBilled, $"Of the line's quantity {line.Quantity} there is {line.Quantity - before} left to be credited.", invoice.Id.Value).At(where);
        }

        return after == line.Quantity && part.Credited.Amount == LineParts.UpTo(line, before, invoice.Rounding)
            ? part.Left
            : LineParts.UpTo(line, after, invoice.Rounding) - LineParts.UpTo(line, before, invoice.Rounding);
    }

    private static void ChooseCharges(Invoice invoice, List<CreditedPart> parts, NewCreditNote wanted, List<Chosen> chosen)
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < wanted.Charges.Count; i++)
        {
            var (charge, where) = (wanted.Charges[i], FormattableString.Invariant($"Charges[{i}]"));
            var own = parts.FindAll(part => !part.IsLine && invoice.Totals.Adjustments[part.Place].Index == charge.Charge);
            if (own.Count == 0 || !seen.Add(charge.Charge))
            {
                throw Bad(invoice, $"The invoice has {invoice.Charges.Count} charges: name each that is credited once, by its place from 0.", where);
            }

            var left = Money.Zero(charge.Amount.Currency);
            var weights = new long[own.Count];
            for (var j = 0; j < weights.Length; j++)
            {
                left += own[j].Left;
                weights[j] = own[j].Left.MinorUnits;
            }

            if (charge.Amount.Sign == 0 || charge.Amount.Sign != left.Sign || charge.Amount.Abs() > left.Abs())
            {
                throw (RuleViolationException)new RuleViolationException(CreditNoteErrors.ExceedsBilled, $"Of the charge {left} is left to be credited, not {charge.Amount}.", invoice.Id.Value).At(where);
            }

            var shares = charge.Amount.Allocate(weights);
            for (var j = 0; j < shares.Length; j++)
            {
                if (!shares[j].IsZero)
                {
                    chosen.Add(new(own[j], 0m, shares[j], Money.Zero(left.Currency)));
                }
            }
        }
    }
}

using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Cuts lines by quantity (R-PART): a part is the difference of running totals, so that all parts sum to the whole, whoever is last.</summary>
internal static class LineParts
{
    /// <summary>Gives what the first units of a line come to: round(N × q ÷ quantity), where N is what the line multiplies out to before rounding, of a bundle's component its share.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quantity">The units, of the line's sign and at most its quantity.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <returns>The amount; of all units the line's own, with what a running total left over in it.</returns>
    [Pure]
    internal static Money UpTo(DocumentLine line, decimal quantity, Rounding rounding)
    {
        if (quantity == line.Quantity)
        {
            return line.Amount;
        }

        if (line.Part is { } part)
        {
            return Running(line, part, part.From + quantity, rounding) - Running(line, part, part.From, rounding);
        }

        if (line.Bundle == BundleRole.Component)
        {
            return UpTo(line.Amount, quantity, line.Quantity, rounding); // its share, not the price that was made of it
        }

        return UpTo(LineAmounts.Exact(line.Quantity, line.UnitPrice, line.Discount, line.VolumeDiscount), line.Share ?? new(1, 1), quantity, line.Quantity, rounding);
    }

    /// <summary>Cuts units out of a line of a quote or order.</summary>
    /// <param name="line">The line; of a part the cut goes on from where that begins. A note is given as it is, and the heading of a bundle comes to nothing again.</param>
    /// <param name="from">How many of its units come before, of its sign.</param>
    /// <param name="quantity">How many units are cut out, of its sign; with those before at most its quantity.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <param name="documentDiscount">What the discounts on its document take off the line, of its sign, where the part is to have its share as a discount of its own; else <see langword="null"/>.</param>
    /// <param name="reason">Why the document is discounted.</param>
    /// <returns>The line of the part, which multiplies out: Σ over all parts is what the line comes to, less what the document's discounts take off it.</returns>
    [Pure]
    internal static DocumentLine Cut(DocumentLine line, decimal from, decimal quantity, Rounding rounding, Money? documentDiscount = null, string reason = "")
    {
        if (line.IsNote || (quantity == line.Quantity && documentDiscount is null or { IsZero: true }))
        {
            return line with { Offer = null };
        }

        var off = documentDiscount is { } share ? UpTo(share, from + quantity, line.Quantity, rounding) - UpTo(share, from, line.Quantity, rounding) : Money.Zero(line.Amount.Currency);
        var shown = line.Bundle == BundleRole.Heading ? line with { Amount = (line with { Bundle = BundleRole.None }).Recompute(rounding) } : line;
        var amount = UpTo(shown, from + quantity, rounding) - UpTo(shown, from, rounding) - off;
        var part = line with
        {
            Quantity = quantity,
            Offer = null,
            Carry = 0,
            Amount = amount,
            Part = new(
                line.Part?.Of ?? line.Quantity,
                (line.Part?.From ?? 0m) + from,
                line.Part is { } own ? own.Discount : line.Discount,
                documentDiscount is { IsZero: false } whole ? new(whole, line.Quantity, from) : line.Part?.DocumentDiscount is { } before ? before with { From = before.From + from } : null,
                line.Part?.Amount ?? (line.Bundle == BundleRole.Component || line.Carry != 0 ? line.Amount : null)),
        };
        var even = Evened(part, isStated: off.IsZero && line.Discount?.Amount is null, reason, rounding);
        return line.Bundle == BundleRole.Heading ? even with { Amount = Money.Zero(amount.Currency), Carry = 0 } : even;
    }

    // what prices, percents and discounts off each unit don't say to the minor unit stands beside them; a discount by amount says all of it
    private static DocumentLine Evened(DocumentLine part, bool isStated, string reason, Rounding rounding)
    {
        if (!isStated)
        {
            var gross = LineAmounts.Net(part.Quantity, part.UnitPrice, rounding, discount: null, part.VolumeDiscount);
            var off = gross.Sign < 0 ? part.Amount - gross : gross - part.Amount;
            part = part with { Discount = off.Sign <= 0 ? null : Discount.OfAmount(off, Reasons(part.Discount?.Reason, reason)) };
        }

        return part with { Carry = (part.Amount - part.Recompute(rounding)).MinorUnits };
    }

    private static string Reasons(string? own, string document) =>
        string.IsNullOrEmpty(own) ? document : document.Length == 0 || document == own ? own : $"{own}; {document}";

    // what the first units of the whole that a part belongs to come to, less what the discounts on its document take off them
    private static Money Running(DocumentLine line, LinePart part, decimal upTo, Rounding rounding)
    {
        var amount = part.Amount is { } whole
            ? UpTo(whole, upTo, part.Of, rounding)
            : UpTo(LineAmounts.Exact(part.Of, line.UnitPrice, part.Discount, line.VolumeDiscount), new(1, 1), upTo, part.Of, rounding);
        return part.DocumentDiscount is { } off ? amount - UpTo(off.Amount, off.From + upTo - part.From, off.Of, rounding) : amount;
    }

    /// <summary>Gives a share of an amount by quantity: round(amount × quantity ÷ whole).</summary>
    /// <param name="amount">What goes with the whole quantity.</param>
    /// <param name="quantity">The units, of the sign of the whole and at most it.</param>
    /// <param name="whole">The whole quantity, not zero.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <returns>The share: of all units the amount itself.</returns>
    [Pure]
    internal static Money UpTo(Money amount, decimal quantity, decimal whole, Rounding rounding) =>
        QuantityShare.Of(amount, quantity, whole, rounding);

    /// <summary>Gives a share of an amount by a running total: round(share × upTo ÷ whole).</summary>
    /// <param name="share">What goes with the whole.</param>
    /// <param name="upTo">How much of the whole there is so far.</param>
    /// <param name="whole">The whole.</param>
    /// <param name="rounding">How its document rounds.</param>
    /// <returns>The share so far: all of it once the whole is there.</returns>
    [Pure]
    internal static Money UpTo(Money share, Money upTo, Money whole, Rounding rounding) =>
        upTo == whole ? share
        : whole.IsZero ? Money.Zero(share.Currency)
        : share.Scale(upTo.MinorUnits * whole.Sign, whole.Abs().MinorUnits, rounding);

    private static Money UpTo(ExactAmount exact, PeriodShare share, decimal quantity, decimal wholeQuantity, Rounding rounding) =>
        QuantityShare.Of(exact, share.Units, share.OfUnits, quantity, wholeQuantity, rounding);
}

using System.Text;
using Psa.Catalog;
using Psa.Charges;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>Says how terms come to the amount of a full period: quantity, price, tiers, minimum, maximum and discount.</summary>
internal readonly struct TermsText(Speaker speaker, Currency currency, StringBuilder text)
{
    private ILanguage Words => speaker.Words;

    /// <summary>Writes the terms and gives what they come to.</summary>
    internal ExactAmount Explain(ChargeTerms terms) =>
        terms.Committed is { } committed ? Overage(terms, committed) : Discounted(terms, terms.Quantity);

    private ExactAmount Overage(ChargeTerms terms, decimal committed)
    {
        text.Append($"{Words.Used(speaker.Quantity(terms.Quantity))}, {Words.InAdvance(speaker.Quantity(committed))}: ");
        var amount = terms.FullAmount(currency);
        if (terms is { Discount: null, Pricing: { IsProportional: true, Minimum: null, Maximum: null } })
        {
            text.Append($"{speaker.Quantity(terms.Quantity - committed)} × {Each(terms)}{Origin(terms)} = {speaker.Amount(amount)}");
            return amount;
        }

        _ = Discounted(terms, terms.Quantity);
        var before = new StringBuilder();
        _ = new TermsText(speaker, currency, before).Discounted(terms, committed);
        text.Append($"; {Words.Less(before.ToString())} = {speaker.Amount(amount)}");
        return amount;
    }

    private ExactAmount Discounted(ChargeTerms terms, decimal quantity)
    {
        var amount = Priced(terms, quantity);
        if (terms.Discount is not { } discount)
        {
            return amount;
        }

        var left = amount.Less(discount);
        text.Append($", {Words.Less(speaker.Discount(discount))} = {speaker.Amount(left)}");
        return left;
    }

    private ExactAmount Priced(ChargeTerms terms, decimal quantity)
    {
        var breakdown = terms.Pricing.BreakDown(quantity, terms.NetPrice() ?? UnitPrice.Of(0m, currency), terms.Cost);
        text.Append(terms.Pricing.Explain(new(
            speaker,
            Units(terms, quantity),
            Each(terms),
            Origin(terms),
            terms.Cost is { } passed ? speaker.Amount(passed) : string.Empty,
            speaker.Amount(breakdown.Subtotal),
            breakdown.Tiers,
            currency)));
        if (!breakdown.RaisedByMinimum.IsZero)
        {
            text.Append($", {Words.Raised(speaker.Amount(breakdown.Amount))}");
        }

        if (!breakdown.LoweredByMaximum.IsZero)
        {
            text.Append($", {Words.Lowered(speaker.Amount(breakdown.Amount))}");
        }

        return breakdown.Amount;
    }

    // what was billed in advance is compared by the same scheme, whatever its own origin
    private string Units(ChargeTerms terms, decimal quantity) =>
        quantity != terms.Quantity ? Words.InAdvance(speaker.Quantity(quantity)) : speaker.Quantity(quantity, terms.QuantityOrigin);

    private string Origin(ChargeTerms terms) => $" ({speaker.Origin(terms.PriceOrigin)})";

    private string Each(ChargeTerms terms) => speaker.Each(terms.UnitPrice ?? UnitPrice.Of(0m, currency), terms.VolumeDiscount);
}

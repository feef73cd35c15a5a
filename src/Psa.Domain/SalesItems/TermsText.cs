using System.Text;
using Psa.Catalog;
using Psa.Charges;

namespace Psa.SalesItems;

/// <summary>Says how terms come to the amount of a full period: quantity, price, tiers, minimum, maximum and discount.</summary>
internal static class TermsText
{
    /// <summary>Writes the terms and gives what they come to.</summary>
    internal static ExactAmount Explain(ChargeTerms terms, Currency currency, StringBuilder text)
    {
        if (terms.Committed is { } committed)
        {
            return Overage(terms, committed, currency, text);
        }

        return Discounted(terms, terms.Quantity, currency, text);
    }

    private static ExactAmount Overage(ChargeTerms terms, decimal committed, Currency currency, StringBuilder text)
    {
        text.Put($"{Figures.Quantity(terms.Quantity)} used, {Figures.Quantity(committed)} billed in advance");
        var amount = terms.FullAmount(currency);
        if (terms is { Discount: null, Pricing: { IsProportional: true, Minimum: null, Maximum: null } })
        {
            text.Put($": {Figures.Quantity(terms.Quantity - committed)} × {Figures.Price(PriceOf(terms, currency))}{Origin(terms)} = {Figures.Amount(amount)}");
            return amount;
        }

        text.Append(": ");
        _ = Discounted(terms, terms.Quantity, currency, text);
        text.Append("; less ");
        _ = Discounted(terms, committed, currency, text);
        text.Put($"; leaves {Figures.Amount(amount)}");
        return amount;
    }

    private static ExactAmount Discounted(ChargeTerms terms, decimal quantity, Currency currency, StringBuilder text)
    {
        var amount = Priced(terms, quantity, currency, text);
        if (terms.Discount is not { } discount)
        {
            return amount;
        }

        var left = amount.Less(discount);
        text.Put($", less {discount} = {Figures.Amount(left)}");
        return left;
    }

    private static ExactAmount Priced(ChargeTerms terms, decimal quantity, Currency currency, StringBuilder text)
    {
        var breakdown = terms.Pricing.BreakDown(quantity, PriceOf(terms, currency), terms.Cost);
        text.Append(terms.Pricing.Explain(new(
            Units(terms, quantity),
            Figures.Price(PriceOf(terms, currency)),
            Origin(terms),
            terms.Cost is { } passed ? Figures.Amount(passed) : string.Empty,
            Figures.Amount(breakdown.Subtotal),
            breakdown.Tiers,
            currency)));
        if (!breakdown.RaisedByMinimum.IsZero)
        {
            text.Put($", raised to the minimum of {Figures.Amount(breakdown.Amount)}");
        }

        if (!breakdown.LoweredByMaximum.IsZero)
        {
            text.Put($", lowered to the maximum of {Figures.Amount(breakdown.Amount)}");
        }

        return breakdown.Amount;
    }

    // what was billed in advance is compared by the same scheme, whatever its own origin
    private static string Units(ChargeTerms terms, decimal quantity)
    {
        var units = Figures.Quantity(quantity);
        return quantity != terms.Quantity ? $"{units} in advance"
            : terms.QuantityOrigin == QuantityOrigin.Terms ? units
            : terms.QuantityOrigin == QuantityOrigin.Minimum ? $"{units} (the minimum)"
            : $"{units} used";
    }

    private static string Origin(ChargeTerms terms) => $" ({Wording.Origin(terms.PriceOrigin)})";

    private static UnitPrice PriceOf(ChargeTerms terms, Currency currency) => terms.UnitPrice ?? UnitPrice.Of(0m, currency);
}

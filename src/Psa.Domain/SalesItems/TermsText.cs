using System.Text;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>Says how terms come to the amount of a full period: quantity, price, tiers, minimum, maximum and discount.</summary>
internal static class TermsText
{
    /// <summary>Writes the terms and gives what they come to.</summary>
    internal static ExactAmount Explain(ChargeTerms terms, Currency currency, StringBuilder text)
    {
        var amount = terms.Committed is { } committed ? Overage(terms, committed, currency, text) : Priced(terms, terms.Quantity, currency, text);
        if (terms.Discount is not { } discount)
        {
            return amount;
        }

        var left = amount.Less(discount);
        text.Put($", less {discount} = {Wording.Amount(left)}");
        return left;
    }

    private static ExactAmount Overage(ChargeTerms terms, decimal committed, Currency currency, StringBuilder text)
    {
        var price = PriceOf(terms, currency);
        var amount = terms.Pricing.PriceOverage(committed, terms.Quantity, price);
        text.Put($"{Wording.Quantity(terms.Quantity)} used, {Wording.Quantity(committed)} billed in advance");
        if (terms.Pricing is PerUnitPricing { Minimum: null, Maximum: null })
        {
            text.Put($": {Wording.Quantity(terms.Quantity - committed)} × {Wording.Price(price)}{Origin(terms)} = {Wording.Amount(amount)}");
            return amount;
        }

        text.Append(": ");
        _ = Priced(terms, terms.Quantity, currency, text);
        text.Append("; less ");
        _ = Priced(terms, committed, currency, text);
        text.Put($"; leaves {Wording.Amount(amount)}");
        return amount;
    }

    private static ExactAmount Priced(ChargeTerms terms, decimal quantity, Currency currency, StringBuilder text)
    {
        var cost = terms.Cost is { } sum ? ExactAmount.Of(sum.Amount, sum.Currency) : (ExactAmount?)null;
        var breakdown = terms.Pricing.BreakDown(quantity, PriceOf(terms, currency), cost);
        Scheme(terms, quantity, breakdown, currency, text);
        if (terms.Pricing is not FlatPricing)
        {
            text.Put($" = {Wording.Amount(breakdown.Subtotal)}");
        }

        if (!breakdown.RaisedByMinimum.IsZero)
        {
            text.Put($", raised to the minimum of {Wording.Amount(breakdown.Amount)}");
        }

        if (!breakdown.LoweredByMaximum.IsZero)
        {
            text.Put($", lowered to the maximum of {Wording.Amount(breakdown.Amount)}");
        }

        return breakdown.Amount;
    }

    private static void Scheme(ChargeTerms terms, decimal quantity, PriceBreakdown breakdown, Currency currency, StringBuilder text)
    {
        var (units, price, origin) = (Units(terms, quantity), Wording.Price(PriceOf(terms, currency)), Origin(terms));
        switch (terms.Pricing)
        {
            case PerUnitPricing:
                text.Put($"{units} × {price}{origin}");
                break;
            case FlatPricing:
                text.Put($"a flat {price}{origin}");
                break;
            case IncludedPricing included:
                text.Put($"{units}: {price}{origin} with {Wording.Quantity(included.IncludedQuantity)} included");
                Tiers(breakdown.Tiers, currency, fees: false, " + ", text);
                break;
            case PackagePricing { IncludedQuantity: > 0m } package:
                text.Put($"{units}, {Wording.Quantity(package.IncludedQuantity)} of them free{origin}");
                Tiers(breakdown.Tiers, currency, fees: true, ": ", text);
                break;
            case CostPlusPricing plus:
                text.Put($"the vendor's cost of {Wording.Price(terms.Cost.GetValueOrDefault())} + {plus.Margin}");
                break;
            default:
                text.Put($"{units}{origin}");
                Tiers(breakdown.Tiers, currency, fees: true, ": ", text);
                break;
        }
    }

    private static void Tiers(ValueList<TierCharge> tiers, Currency currency, bool fees, string first, StringBuilder text)
    {
        var separator = first;
        foreach (var tier in tiers)
        {
            if (tier.Count != 0m || first == ": ")
            {
                var lots = tier.BlockSize is { } size && size != 1m ? $" blocks of {Wording.Quantity(size)}" : string.Empty;
                text.Put($"{separator}{Wording.Quantity(tier.Count)}{lots} × {Wording.Amount(tier.Price, currency)}");
                separator = " + ";
            }

            if (fees && tier.FlatFee != 0m)
            {
                text.Put($"{separator}{Wording.Amount(tier.FlatFee, currency)} fee");
                separator = " + ";
            }
        }
    }

    // what was billed in advance is compared by the same scheme, whatever its own origin
    private static string Units(ChargeTerms terms, decimal quantity)
    {
        var units = Wording.Quantity(quantity);
        return quantity != terms.Quantity ? $"{units} in advance"
            : terms.QuantityOrigin == QuantityOrigin.Terms ? units
            : terms.QuantityOrigin == QuantityOrigin.Minimum ? $"{units} (the minimum)"
            : $"{units} {(terms.QuantityOrigin == QuantityOrigin.Time ? "of approved time" : "used")}";
    }

    private static string Origin(ChargeTerms terms) => $" ({Wording.Origin(terms.PriceOrigin)})";

    private static UnitPrice PriceOf(ChargeTerms terms, Currency currency) => terms.UnitPrice ?? UnitPrice.Of(0m, currency);
}

using System.Text;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>How explanations say origins, discounts and shares in a language.</summary>
internal static class Wording
{
    internal static void Line(this StringBuilder text, string sentence) => text.Append(sentence).Append('\n');

    internal static string Sentence(string reason) => reason.EndsWith('.') ? reason : reason + ".";

    internal static string Discount(this Speaker speaker, Discount discount)
    {
        var amount = discount.Percent is { } percent ? speaker.Percent(percent)
            : discount.Amount is { } whole ? speaker.Amount(whole)
            : $"{speaker.Quantity(1m)} × {speaker.Price(discount.UnitAmount!.Value)}";
        return discount.Reason.Length == 0 ? amount : $"{amount} ({discount.Reason})";
    }

    // in brackets, so that what is written multiplies out
    internal static string Each(this Speaker speaker, UnitPrice price, UnitPrice? volumeDiscount) =>
        volumeDiscount is { } off ? $"({speaker.Price(price)} − {speaker.Price(off)})" : speaker.Price(price);

    internal static string Origin(this Speaker speaker, PriceOrigin origin)
    {
        var note = origin.Note is { } reason ? $", {reason}" : string.Empty;
        return origin.Kind switch
        {
            PriceOriginKind.Locked => $"{Agreed(speaker, origin.Rises)}{speaker.Words.Agreed(speaker.On(origin.From))}{note}{Rises(speaker, origin.Rises)}",
            PriceOriginKind.Catalog => speaker.Words.PriceList(origin.Name ?? string.Empty, speaker.On(origin.From)) + (origin.BaseUnit is { } unit ? $", {unit}" : string.Empty),
            PriceOriginKind.Scheme => speaker.Words.Tariff(speaker.On(origin.From)) + Rises(speaker, origin.Rises),
            _ => speaker.Words.VendorCost,
        };
    }

    internal static string Quantity(this Speaker speaker, decimal quantity, QuantityOrigin origin)
    {
        var units = speaker.Quantity(quantity);
        return origin switch
        {
            QuantityOrigin.Usage => speaker.Words.Used(units),
            QuantityOrigin.Minimum => speaker.Words.AtLeast(units),
            _ => units,
        };
    }

    internal static string Name(this Speaker speaker, ProrationBasis basis) => basis.Kind switch
    {
        ProrationBasisKind.MonthsThenDays => speaker.Words.MonthsThenDays,
        ProrationBasisKind.FixedDaysAMonth => speaker.Words.DaysAMonth(basis.Days),
        ProrationBasisKind.FixedDaysAYear => speaker.Words.DaysAYear(basis.Days),
        _ => speaker.Words.MonthsOf30Days,
    };

    // the price as agreed, beside the one that is billed
    private static string Agreed(Speaker speaker, ValueList<PriceRise> rises)
    {
        foreach (var rise in rises)
        {
            if (rise.Price is { } price)
            {
                return $"{speaker.Price(price)} ";
            }
        }

        return string.Empty;
    }

    private static string Rises(Speaker speaker, ValueList<PriceRise> rises)
    {
        var text = new StringBuilder();
        foreach (var rise in rises)
        {
            // beside a risen price, the scheme has prices of its own
            var isBeside = rise.Price is null && rises.Count > 1;
            text.Append(isBeside ? $"; {speaker.Words.FurtherPrices} " : ", ");
            foreach (var steps in rise.Steps)
            {
                text.Append(steps == rise.Steps[0] ? string.Empty : ", ").Append(Steps(speaker, steps));
            }
        }

        return text.ToString();
    }

    private static string Steps(Speaker speaker, PriceSteps steps) => steps.Count == 1
        ? speaker.Words.Risen(speaker.Percent(steps.Rate), speaker.On(steps.First))
        : speaker.Words.RisenTimes(speaker.Percent(steps.Rate), steps.Count, speaker.On(steps.First), speaker.On(steps.Last));
}

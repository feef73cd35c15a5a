using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Finds the taxes of what a credit note credits (R-CN-TAX): by tax group, of prices with tax by the taxes they hold together, or by line, as the invoice was taxed.</summary>
internal static class CreditTaxes
{
    /// <summary>Gives the taxes of each part that is credited, by the components of its tax.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">All of its lines and charges.</param>
    /// <param name="chosen">What is credited.</param>
    /// <param name="onDocument">What each series has of an amount on the document, or nothing.</param>
    internal static Money[][] Of(Invoice invoice, List<CreditedPart> parts, List<Chosen> chosen, IReadOnlyList<CreditSpread.Share> onDocument)
    {
        var taxes = chosen.ConvertAll(one => Zeros(invoice.Currency, one.Part.Billed.Taxes.Count)).ToArray();
        if (invoice.TaxRounding == TaxRounding.PerLine)
        {
            for (var i = 0; i < chosen.Count; i++)
            {
                Tax(invoice, [chosen[i].Part], chosen, [i], taxes, onDocument);
            }

            return taxes;
        }

        if (invoice.PriceMode == PriceMode.TaxInclusive)
        {
            foreach (var group in CreditGroups.Of(parts))
            {
                Tax(invoice, group, chosen, Members(chosen, part => group.Contains(part)), taxes, onDocument);
            }

            return taxes;
        }

        foreach (var key in parts.Where(static part => part.Tax is not null).SelectMany(static part => part.Tax!.Components.Select(GroupKey.Of)).Distinct())
        {
            var group = parts.FindAll(part => ComponentOf(part, key) >= 0);
            var members = Members(chosen, part => ComponentOf(part, key) >= 0);
            Tax(invoice, group, chosen, members, taxes, onDocument, part => ComponentOf(part, key));
        }

        return taxes;
    }

    /// <summary>Gives what is credited with its taxes.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">All of its lines and charges.</param>
    /// <param name="chosen">What is credited.</param>
    /// <param name="onDocument">What each series has of an amount on the document, or nothing.</param>
    internal static Money WithTax(Invoice invoice, List<CreditedPart> parts, List<Chosen> chosen, IReadOnlyList<CreditSpread.Share> onDocument)
    {
        var taxable = chosen.Aggregate(Money.Zero(invoice.Currency), static (sum, one) => sum + one.Taxable);
        return invoice.PriceMode == PriceMode.TaxInclusive ? taxable : Of(invoice, parts, chosen, onDocument).SelectMany(static taxes => taxes).Aggregate(taxable, static (sum, tax) => sum + tax);
    }

    /// <summary>
    /// Takes the taxes out of an amount with tax: round(gross × r ÷ (100 + R)) of each component, R being the rate of all, moved as little as needed by the law of their series (R-CN-TAX). What is without tax moves
    /// against them, so that both come to the amount.
    /// </summary>
    /// <param name="invoice">The invoice, whose prices don't hold tax.</param>
    /// <param name="parts">The parts among which the series are.</param>
    /// <param name="tax">How the amount is taxed.</param>
    /// <param name="gross">The amount.</param>
    internal static Money[] OutOf(Invoice invoice, List<CreditedPart> parts, AppliedTax tax, Money gross)
    {
        var (taxes, net) = (Zeros(invoice.Currency, tax.Components.Count), gross);
        for (var i = 0; i < taxes.Length; i++)
        {
            taxes[i] = In(gross, tax, tax.Components[i], invoice.Rounding);
            net -= taxes[i];
        }

        // each move lets the bounds move by less
        for (var (tries, isMoving) = (4, true); isMoving && tries > 0; tries--)
        {
            isMoving = false;
            for (var i = 0; i < taxes.Length; i++)
            {
                var key = GroupKey.Of(tax.Components[i]);
                var moved = Next(invoice, parts.FindAll(part => ComponentOf(part, key) >= 0), part => ComponentOf(part, key), net, taxes[i]);
                isMoving |= moved != taxes[i];
                (net, taxes[i]) = (net + taxes[i] - moved, moved);
            }
        }

        return taxes;
    }

    /// <summary>Gives the tax that a credit note takes out of an amount with tax of a series (R-CN-TAX).</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="group">The parts of the series.</param>
    /// <param name="amount">What is credited, with tax.</param>
    /// <param name="own">The tax that is wanted, or <see langword="null"/> for that of the amount by itself.</param>
    internal static Money InGross(Invoice invoice, List<CreditedPart> group, Money amount, Money? own) =>
        CreditTaxSeries.Next(group[0].Tax!.Rate, true, invoice.Rounding, Sum(group, static part => part.Billed, null), Sum(group, static part => part.Credited, null), amount, own);

    private static Money In(Money gross, AppliedTax tax, AppliedTaxComponent component, Rounding rounding) =>
        gross.Scale((long)(component.Rate.Value * 1_000_000m), 100_000_000 + (long)(tax.Rate.Value * 1_000_000m), rounding);

    private static Money Next(Invoice invoice, List<CreditedPart> series, Func<CreditedPart, int> place, Money amount, Money? own) => CreditTaxSeries.Next(
        series[0].Tax!.Components[place(series[0])].Rate, false, invoice.Rounding, Sum(series, static part => part.Billed, place), Sum(series, static part => part.Credited, place), amount, own);

    private static Money? Own(List<CreditedPart> series, Func<CreditedPart, int> place, IReadOnlyList<CreditSpread.Share> onDocument)
    {
        Money? own = null;
        foreach (var share in onDocument)
        {
            if (series.Contains(share.Parts[0]))
            {
                var tax = share.Taxes[place(share.Parts[0])];
                own = own is { } before ? before + tax : tax;
            }
        }

        return own;
    }

    // of one series: the components by themselves, or of prices with tax together and then split
    private static void Tax(Invoice invoice, List<CreditedPart> group, List<Chosen> chosen, List<int> members, Money[][] taxes, IReadOnlyList<CreditSpread.Share> onDocument, Func<CreditedPart, int>? componentOf = null)
    {
        if (members.Count == 0 || group[0].Tax is not { } tax)
        {
            return;
        }

        var amount = Money.Zero(invoice.Currency);
        foreach (var member in members)
        {
            amount += chosen[member].Taxable;
        }

        if (invoice.PriceMode == PriceMode.TaxInclusive)
        {
            var rates = tax.Components.Select(static component => component.Rate).ToArray();
            var said = Said(chosen, members);
            var whole = InGross(invoice, group, amount, said);
            if (said == whole && rates.Length == 1)
            {
                members.ForEach(member => taxes[member][0] = chosen[member].Tax!.Value);
                return;
            }

            var before = Components(group, rates.Length, static part => part.Credited);
            var isRest = Sum(group, static part => part.Credited, null).Amount + amount == Sum(group, static part => part.Billed, null).Amount;
            var billed = Components(group, rates.Length, static part => part.Billed);
            var split = isRest ? Less(billed, before) : CreditTaxSeries.Split(whole, rates, before, billed);
            for (var component = 0; component < split.Length; component++)
            {
                Share(split[component], component, _ => component);
            }

            return;
        }

        for (var component = 0; component < (componentOf is null ? tax.Components.Count : 1); component++)
        {
            var place = componentOf ?? (_ => component);
            Share(Next(invoice, group, place, amount, Own(group, place, onDocument)), component, place);
        }

        // those of a series share its tax by running totals
        void Share(Money whole, int component, Func<CreditedPart, int> place)
        {
            var (upTo, given) = (Money.Zero(invoice.Currency), Money.Zero(invoice.Currency));
            foreach (var member in members)
            {
                upTo += chosen[member].Taxable;
                var share = amount.IsZero ? whole - given : LineParts.UpTo(whole, upTo, amount, invoice.Rounding) - given;
                taxes[member][place(chosen[member].Part)] += share;
                given += share;
            }
        }
    }

    private static (Money Amount, Money Tax) Sum(List<CreditedPart> group, Func<CreditedPart, CreditedPart.Amounts> of, Func<CreditedPart, int>? component)
    {
        var (amount, tax) = (Money.Zero(group[0].Left.Currency), Money.Zero(group[0].Left.Currency));
        foreach (var part in group)
        {
            var amounts = of(part);
            (amount, tax) = (amount + amounts.Taxable, tax + (component is null ? amounts.Tax : amounts.Taxes[component(part)]));
        }

        return (amount, tax);
    }

    private static Money? Said(List<Chosen> chosen, List<int> members)
    {
        Money? said = Money.Zero(chosen[members[0]].Amount.Currency);
        foreach (var member in members)
        {
            said = said is { } sum && chosen[member].Tax is { } tax ? sum + tax : null;
        }

        return said;
    }

    private static Money[] Components(List<CreditedPart> group, int count, Func<CreditedPart, CreditedPart.Amounts> of)
    {
        var sums = Zeros(group[0].Left.Currency, count);
        foreach (var part in group)
        {
            for (var i = 0; i < count; i++)
            {
                sums[i] += of(part).Taxes[i];
            }
        }

        return sums;
    }

    private static Money[] Less(Money[] left, Money[] right) => [.. left.Zip(right, static (one, other) => one - other)];

    private static List<int> Members(List<Chosen> chosen, Predicate<CreditedPart> which) => [.. Enumerable.Range(0, chosen.Count).Where(i => chosen[i].Part.Tax is not null && which(chosen[i].Part))];

    private static int ComponentOf(CreditedPart part, GroupKey key)
    {
        for (var i = 0; i < (part.Tax?.Components.Count ?? 0); i++)
        {
            if (GroupKey.Of(part.Tax!.Components[i]) == key)
            {
                return i;
            }
        }

        return -1;
    }

    private static Money[] Zeros(Currency currency, int count)
    {
        var zeros = new Money[count];
        Array.Fill(zeros, Money.Zero(currency));
        return zeros;
    }
}

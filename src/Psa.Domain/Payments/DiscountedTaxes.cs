using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>Spreads a discount that is no document over what a document is taxed by.</summary>
internal static class DiscountedTaxes
{
    private const decimal Millionths = 1_000_000m;
    private const long AllMillionths = 100_000_000;

    internal static ValueList<DiscountedTax> Of(Invoice invoice, InvoiceBalance balance, Money amount)
    {
        var all = LeftOf(invoice, balance);
        var weights = all.ConvertAll(static one => Math.Max(0, one.Gross.MinorUnits)).ToArray();
        if (amount.IsZero || !weights.AsSpan().ContainsAnyExcept(0L))
        {
            return [];
        }

        var (shares, result) = (amount.Allocate(weights), new List<DiscountedTax>(all.Count));
        for (var i = 0; i < shares.Length; i++)
        {
            if (!shares[i].IsZero)
            {
                result.Add(Taxed(all[i].Groups, shares[i], invoice.Rounding));
            }
        }

        return result.ToValueList();
    }

    // several components: the tax of all together is split over them by rate
    private static DiscountedTax Taxed(GroupKey[] groups, Money gross, Rounding rounding)
    {
        var rates = Array.ConvertAll(groups, static group => (long)(group.Rate.Value * Millionths));
        var rate = 0L;
        foreach (var one in rates)
        {
            rate += one;
        }

        var tax = rate == 0 ? Money.Zero(gross.Currency) : gross.Scale(rate, AllMillionths + rate, rounding);
        var shares = rate == 0 ? [tax] : tax.Allocate(rates);
        var parts = new TaxPart[groups.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new(groups[i].Category, groups[i].Rate, shares[i], groups[i].Component);
        }

        return new(gross, tax, ValueList.Create<TaxPart>(parts));
    }

    // what is taxed alike, with tax, less what is credited of it
    private static List<Left> LeftOf(Invoice invoice, InvoiceBalance balance)
    {
        var (all, isInclusive) = (new List<Left>(), invoice.PriceMode == PriceMode.TaxInclusive);
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            Add(all, GroupsOf(invoice.Lines[i]), invoice.Totals.Lines[i].Total);
        }

        foreach (var adjustment in invoice.Totals.Adjustments)
        {
            if (adjustment.Kind == AdjustmentKind.Charge)
            {
                Add(all, GroupsOf(adjustment), adjustment.Amount + adjustment.Tax);
            }
        }

        foreach (var credited in balance.Lines)
        {
            var gross = credited.Amount - credited.Discount;
            Add(all, GroupsOf(invoice.Lines[credited.Line]), -(isInclusive ? gross : gross + credited.Tax));
        }

        foreach (var credited in balance.Charges)
        {
            Add(all, GroupsOf(invoice.Totals.Adjustments[credited.Adjustment]), -(isInclusive ? credited.Amount : credited.Amount + credited.Tax));
        }

        return all;
    }

    private static GroupKey[] GroupsOf(DocumentLine line) => line.Tax is { } tax ? [.. Groups(tax.Applied.Components)] : [];

    private static GroupKey[] GroupsOf(DocumentAdjustment charge)
    {
        var groups = new GroupKey[charge.Taxes.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = new(charge.Taxes[i].Category, charge.Taxes[i].Rate, charge.Taxes[i].Component);
        }

        return groups;
    }

    private static IEnumerable<GroupKey> Groups(ValueList<AppliedTaxComponent> components)
    {
        foreach (var component in components)
        {
            yield return GroupKey.Of(component);
        }
    }

    private static void Add(List<Left> all, GroupKey[] groups, Money gross)
    {
        var place = all.FindIndex(known => known.Groups.AsSpan().SequenceEqual(groups));
        if (place >= 0)
        {
            all[place] = all[place] with { Gross = all[place].Gross + gross };
        }
        else if (groups.Length > 0)
        {
            all.Add(new(groups, gross));
        }
    }

    private readonly record struct Left(GroupKey[] Groups, Money Gross);
}

using NodaTime;
using Psa.Catalog;
using Psa.Domain.Tests.Borne;
using Psa.Sellers;

namespace Psa.Domain.Tests.Catalog;

/// <summary>Finds prices by the sentences of the rules, one after the other, in fractions and without an index.</summary>
internal sealed record PlainPriceBook(CatalogFacts Facts, PriceMode Mode)
{
    /// <summary>Answers as text: the price, what the quantity takes off, the list, the first day and the base unit; or the named error.</summary>
    public string Answer(PriceQuestion asked)
    {
        var (error, price) = Find(asked);
        return error ?? Write(price!.Price, price.Off, price.List, price.From, price.BaseUnit);
    }

    /// <summary>Writes an answer.</summary>
    public static string Write(Fraction price, Fraction off, string list, LocalDate from, string? baseUnit) => FormattableString.Invariant($"{price} less {off} of {list} from {from:R}{(baseUnit is null ? "" : $" by {baseUnit}")}");

    private (string? Error, Found? Price) Find(PriceQuestion asked)
    {
        if (!asked.Product.IsActive)
        {
            return ("product.inactive", null);
        }

        var unit = asked.Unit ?? asked.Product.Unit;
        var group = Facts.Units.AsEnumerable().FirstOrDefault(one => one.Id == asked.Product.UnitGroup);
        if (group is not null && unit != group.BaseUnit.Code && group.Units.AsEnumerable().All(one => one.Code != unit))
        {
            return ("price.unit_not_in_group", null);
        }

        // the document's list, else the contract's, else the customer's, else the payer's, else the default one
        var (error, list) = Deciding(asked);
        if (error is not null)
        {
            return (error, null);
        }

        var content = asked.Product.Contents.AsEnumerable().Where(one => one.From <= asked.Date).MaxBy(static one => one.From);
        if (content?.Discount is { } discount)
        {
            return Sum(asked, content, discount, list!, FactorOf(group, unit));
        }

        var items = ItemsOf(list!, asked.Product, unit, group);
        if (items.Count == 0 && list!.FallsBackToDefault && Default(asked) is (null, { } fallBack))
        {
            (list, items) = (fallBack, ItemsOf(fallBack, asked.Product, unit, group));
        }

        if (items.Count == 0)
        {
            return ("price.product_not_in_list", null);
        }

        foreach (var item in items)
        {
            if (item.Prices.AsEnumerable().Where(one => one.From <= asked.Date).MaxBy(static one => one.From) is { } entry)
            {
                return Price(asked, list!, item.Unit, entry, group, unit);
            }
        }

        return ("price.none_at_date", null);
    }

    private (string? Error, Found? Price) Price(PriceQuestion asked, PriceList list, string pricedUnit, PriceEntry entry, UnitGroup? group, string unit)
    {
        Fraction price;
        var from = entry.From;
        if (entry.Method.Price is { } said)
        {
            price = said.Amount;
        }
        else
        {
            if (group is null && pricedUnit != asked.Product.Unit)
            {
                return ("price.unit_not_in_group", null);
            }

            var kind = entry.Method.Kind.ToString();
            var amounts = (kind.Contains("List", StringComparison.Ordinal) ? asked.Product.ListPrices : kind.Contains("Current", StringComparison.Ordinal) ? asked.Product.CurrentCosts : asked.Product.StandardCosts)
                .AsEnumerable().Where(one => one.From <= asked.Date).ToList();
            if (amounts.Count == 0)
            {
                return ("price.missing_cost", null);
            }

            amounts.RemoveAll(one => one.Price.Currency != list.Currency);
            if (amounts.Count == 0)
            {
                return ("price.cost_currency_mismatch", null);
            }

            var basis = amounts.MaxBy(static one => one.From);
            var p = (Fraction)entry.Method.Percent!.Value.Value / 100;
            var times = kind.Contains("List", StringComparison.Ordinal) ? p : kind.Contains("Markup", StringComparison.Ordinal) ? p + 1 : 1 / ((Fraction)1 - p);
            price = (basis.Price.Amount * times * FactorOf(group, pricedUnit)).Round(12);
            from = LocalDate.Max(from, basis.From);
        }

        if (entry.Rounding is { } rounding)
        {
            price = PricePolicyTests.Plain(price.InUnits(12) / 1_000_000_000_000m, rounding);
        }

        var factor = pricedUnit == unit ? (Fraction)1 : FactorOf(group, unit);
        price = (price * factor).Round(12);
        return (null, new(price, Off(asked, entry, price, factor), list.Name, from, pricedUnit == unit ? null : pricedUnit));
    }

    private Fraction Off(PriceQuestion asked, PriceEntry entry, Fraction price, Fraction factor)
    {
        var volume = Facts.Volumes.AsEnumerable().FirstOrDefault(one => one.Id == entry.VolumeDiscount);
        var tiers = volume?.Tiers.AsEnumerable().Where(one => one.From <= asked.Date).MaxBy(static one => one.From);
        var counted = (Fraction)Math.Abs(asked.Quantity) * factor;
        var tier = tiers?.Tiers.AsEnumerable().LastOrDefault(one => one.From <= counted);
        if (tier is null || !volume!.IsActive || (tier.Amount is { } other && other.Currency != asked.Currency))
        {
            return 0;
        }

        var off = tier.Percent is { } percent ? price * percent.Value / 100 : tier.Amount!.Value.Amount * factor;
        return Fraction.Min(off.Round(12), price);
    }

    private (string? Error, Found? Price) Sum(PriceQuestion asked, BundleContent content, Percent discount, PriceList list, Fraction factor)
    {
        var (sum, from) = ((Fraction)0, content.From);
        foreach (var component in content.Components)
        {
            var (error, price) = Find(asked with { Product = Facts.Products[component.Product], Unit = component.Unit, Quantity = 0m });
            if (error is not null)
            {
                return (error, null);
            }

            sum += price!.Price * component.Quantity;
            from = LocalDate.Max(from, price.From);
        }

        return (null, new((sum * (100 - (Fraction)discount.Value) / 100 * factor).Round(12), 0, list.Name, from, null));
    }

    private (string? Error, PriceList? List) Deciding(PriceQuestion asked)
    {
        var named = asked.Chosen ?? Assigned(asked.OfContract, asked) ?? Assigned(asked.OfCustomer, asked) ?? Assigned(asked.OfPayer, asked);
        if (named is null)
        {
            return Default(asked);
        }

        var list = Facts.Lists.AsEnumerable().Single(one => one.Id == named);
        return list.Currency != asked.Currency ? ("price.currency_mismatch", null)
            : !list.IsActive ? ("price.inactive_list", null)
            : asked.Date < list.ValidFrom || asked.Date > list.LastDay ? ("price.none_at_date", null)
            : list.PriceMode != Mode ? ("price.tax_mode_mismatch", null)
            : (null, list);
    }

    private Id<PriceList>? Assigned(ValueList<PriceListAssignment> entries, PriceQuestion asked) =>
        entries.AsEnumerable()
            .Where(entry => entry.Withdrawn is null && entry.EffectiveFrom <= asked.Date)
            .Where(entry => entry.PriceList is null || Facts.Lists.AsEnumerable().Single(list => list.Id == entry.PriceList).Currency == asked.Currency)
            .Reverse()
            .MaxBy(static entry => entry.EffectiveFrom)?.PriceList;

    private (string? Error, PriceList? List) Default(PriceQuestion asked)
    {
        var lists = Facts.Lists.AsEnumerable().Where(list => list.IsDefault && list.Currency == asked.Currency).ToList();
        if (lists.Count == 0)
        {
            return ("price.missing_list", null);
        }

        lists.RemoveAll(list => list.PriceMode != Mode);
        if (lists.Count == 0)
        {
            return ("price.tax_mode_mismatch", null);
        }

        lists.RemoveAll(list => asked.Date < list.ValidFrom || asked.Date > list.LastDay);
        if (lists.Count == 0)
        {
            return ("price.none_at_date", null);
        }

        lists.RemoveAll(static list => !list.IsActive);
        return lists.Count == 0 ? ("price.inactive_list", null) : (null, lists.OrderByDescending(static list => list.ValidFrom).ThenBy(static list => list.Id).First());
    }

    // the item of the unit, then that of the base unit
    private static List<PriceListItem> ItemsOf(PriceList list, Product product, string unit, UnitGroup? group) =>
        [.. list.Items.AsEnumerable().Where(item => item.Product == product.Id && (item.Unit == unit || item.Unit == group?.BaseUnit.Code)).OrderByDescending(item => item.Unit == unit)];

    private static Fraction FactorOf(UnitGroup? group, string unit) =>
        group?.Units.AsEnumerable().FirstOrDefault(one => one.Code == unit) is { } found ? (Fraction)found.Numerator / found.Denominator : 1;

    private sealed record Found(Fraction Price, Fraction Off, string List, LocalDate From, string? BaseUnit);
}

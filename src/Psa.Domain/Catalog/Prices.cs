using System.Linq;
using NodaTime;

namespace Psa.Catalog;

/// <summary>Rules of prices and price lists.</summary>
internal static class Prices
{
    /// <summary>Gives the price or refuses.</summary>
    /// <param name="lookup">What was found.</param>
    /// <returns>The price.</returns>
    /// <exception cref="RuleViolationException">The code of the pricing error.</exception>
    public static CatalogPrice Require(this PriceLookup lookup) =>
        lookup.Price ?? throw new RuleViolationException(lookup.Error ?? CatalogErrors.MissingPriceList, $"The product has no price ({lookup.Error}): mend the price list, or override the price.");

    /// <summary>Says whether a day is within a list's first and last day.</summary>
    /// <param name="list">The list.</param>
    /// <param name="date">The day.</param>
    /// <returns>Whether it is.</returns>
    public static bool Covers(this PriceList list, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.ValidFrom <= date && (list.LastDay is not { } last || date <= last);
    }

    /// <summary>Refuses a price of a list that is switched off.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="question">What is asked.</param>
    /// <exception cref="RuleViolationException"><c>price.inactive_list</c>. A price that isn't there at all may come: whoever bills before it does says so.</exception>
    public static void RequireActiveList(this PriceBook book, in PriceQuestion question)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Find(question).Error == CatalogErrors.InactivePriceList)
        {
            throw new RuleViolationException(
                CatalogErrors.InactivePriceList, $"The price list that has the price of '{question.Product.Name}' is switched off: switch it on, or agree a price.", question.Product.Id.Value);
        }
    }

    /// <summary>Gives the price that holds on a day.</summary>
    /// <param name="item">The item.</param>
    /// <param name="date">The day.</param>
    /// <returns>The latest price that starts on the day or before, or <see langword="null"/>.</returns>
    public static PriceEntry? At(this PriceListItem item, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(item);
        PriceEntry? best = null;
        foreach (var price in item.Prices)
        {
            if (price.From <= date && (best is not { } current || price.From > current.From))
            {
                best = price;
            }
        }

        return best;
    }

    /// <summary>Checks one price list.</summary>
    /// <param name="list">The list.</param>
    /// <returns>All that is wrong with it; empty when nothing is.</returns>
    public static ValueList<Problem> Validate(this PriceList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(list.Name))
        {
            problems.Add(new(CatalogErrors.UnnamedPriceList, "A price list needs a name: explanations of prices show it.", nameof(list.Name)));
        }

        if (list.LastDay < list.ValidFrom)
        {
            problems.Add(new(CatalogErrors.PriceListEndsBeforeStart, "The last day is before the first: change one of them.", nameof(list.LastDay)));
        }

        var seen = new HashSet<(Id<Product>, string)>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var where = FormattableString.Invariant($"Items[{i}]");
            if (!seen.Add((item.Product, item.Unit)))
            {
                problems.Add(new(CatalogErrors.DuplicateItem, "The product is there twice in this unit: put all its prices into one item.", where));
            }

            Check(item, list.Currency, where, problems);
        }

        return problems.ToValueList();
    }

    /// <summary>Checks all price lists of a tenant together: each by itself, and that on no day two default lists of a currency and price mode hold.</summary>
    /// <param name="lists">All lists.</param>
    /// <returns>All that is wrong; <see cref="Problem.Where"/> starts with the place of the list.</returns>
    public static ValueList<Problem> ValidateAll(IReadOnlyList<PriceList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var problems = new List<Problem>();
        for (var i = 0; i < lists.Count; i++)
        {
            var where = FormattableString.Invariant($"[{i}]");
            foreach (var problem in lists[i].Validate())
            {
                problems.Add(problem with { Where = $"{where}.{problem.Where}" });
            }

            for (var j = 0; j < i; j++)
            {
                if (Overlap(lists[i], lists[j]))
                {
                    problems.Add(new(
                        CatalogErrors.OverlappingPriceLists,
                        $"'{lists[i].Name}' and '{lists[j].Name}' are both the default in {lists[i].Currency} on some days: end one before the other starts, or assign one.",
                        where));
                }
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Checks a price list against the products and volume discounts it names.</summary>
    /// <param name="list">The list.</param>
    /// <param name="facts">The catalog. What isn't there is passed over.</param>
    /// <returns><c>price.unit_not_in_group</c>, and <c>price_list.currency_mismatch</c> where an amount of a volume discount is in another currency.</returns>
    public static ValueList<Problem> CheckItems(this PriceList list, CatalogFacts facts)
    {
        var problems = new List<Problem>();
        var groups = facts.Units.AsEnumerable().ToDictionary(static group => group.Id);
        var volumes = facts.Volumes.AsEnumerable().ToDictionary(static volume => volume.Id);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var where = FormattableString.Invariant($"{nameof(list.Items)}[{i}]");
            if (facts.Products.TryGetValue(item.Product, out var product))
            {
                // without a group a price can be said in any unit, but computed only in that of the list price and costs
                var group = product.UnitGroup is { } id ? groups.GetValueOrDefault(id) : null;
                if (!product.HasUnit(group, item.Unit) && (group is not null || item.Prices.AsEnumerable().Any(static price => price.Method.Price is null)))
                {
                    problems.Add(new(CatalogErrors.UnitNotInGroup, $"'{product.Name}' isn't counted in '{item.Unit}': choose one of its units.", $"{where}.{nameof(item.Unit)}"));
                }
            }

            for (var j = 0; j < item.Prices.Count; j++)
            {
                if (item.Prices[j].VolumeDiscount is { } used && volumes.TryGetValue(used, out var volume) && volume.AmountBeside(list.Currency) is { } amount)
                {
                    problems.Add(new(
                        CatalogErrors.PriceOfOtherCurrency,
                        $"'{volume.Name}' takes off {amount}, which isn't in the list's currency {list.Currency}: choose one of that currency, or one by percent.",
                        FormattableString.Invariant($"{where}.{nameof(item.Prices)}[{j}].{nameof(PriceEntry.VolumeDiscount)}")));
                }
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Tells whether any price of a list follows from a cost.</summary>
    internal static bool FollowsCost(this PriceList list) => list.Items.AsEnumerable().Any(static item => item.Prices.AsEnumerable().Any(static price => price.Method.FollowsCost));

    private static void Check(PriceListItem item, Currency currency, string where, List<Problem> problems)
    {
        if (item.Prices.IsEmpty)
        {
            problems.Add(new(CatalogErrors.ItemWithoutPrice, "The item has no price: add one or remove the item.", where));
        }

        var days = new HashSet<LocalDate>();
        for (var i = 0; i < item.Prices.Count; i++)
        {
            var (from, method) = (item.Prices[i].From, item.Prices[i].Method);
            var place = FormattableString.Invariant($"{where}.Prices[{i}]");
            if (!days.Add(from))
            {
                problems.Add(new(CatalogErrors.DuplicatePriceDate, $"Two prices start on {from:R}: keep one.", place));
            }

            if (method.Price is { } price && price.Currency != currency)
            {
                problems.Add(new(CatalogErrors.PriceOfOtherCurrency, $"The price {price} isn't in the list's currency {currency}: make a list for each currency.", place));
            }
        }
    }

    private static bool Overlap(PriceList left, PriceList right) =>
        left is { IsDefault: true, IsActive: true } && right is { IsDefault: true, IsActive: true } && left.Currency == right.Currency && left.PriceMode == right.PriceMode
        && (left.LastDay is not { } leftEnd || right.ValidFrom <= leftEnd)
        && (right.LastDay is not { } rightEnd || left.ValidFrom <= rightEnd);
}
